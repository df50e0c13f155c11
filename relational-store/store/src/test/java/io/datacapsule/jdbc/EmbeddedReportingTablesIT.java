package io.datacapsule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.reporting.Emptied;
import io.datacapsule.reporting.Fed;
import io.datacapsule.reporting.ReportTable;
import io.datacapsule.reporting.ReportingTables;
import io.datacapsule.reporting.ReportingTablesContract;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The copy of the graph in the embedded PostgreSQL. */
class EmbeddedReportingTablesIT extends ReportingTablesContract {

    private RelationalStore store;
    private final List<ReportingTables> open = new ArrayList<>();

    @BeforeEach
    void openAnEmptyStore() {
        store = TestDatabase.emptyStore(TestDatabase.embedded());
    }

    @AfterEach
    void close() {
        open.forEach(ReportingTables::close);
        store.close();
    }

    @Override
    protected ReportingTables tables() {
        ReportingTables tables = store.reporting();
        open.add(tables);
        return tables;
    }

    @Override
    protected Set<List<@Nullable Object>> rows(ReportTable table) {
        return rows("select " + String.join(", ", table.columns()) + " from " + table.tableName());
    }

    private static Set<List<@Nullable Object>> rows(String query) {
        DatabaseUrl url = TestDatabase.embedded();
        Set<List<@Nullable Object>> found = new HashSet<>();
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(value(rows.getObject(i)));
                }
                found.add(row);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private static @Nullable Object value(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Array array -> List.of((Object[]) array.getArray());
            case Timestamp time -> time.toInstant();
            default -> value;
        };
    }

    @Test
    void hasTheColumnsThatRowsHave() {
        for (ReportTable table : ReportTable.values()) {
            assertThat(CopyTables.table(table.tableName()).fields())
                    .extracting(Field::getName)
                    .containsExactlyElementsOf(table.columns());
            assertThat(CopyTables.table(table.tableName()).getPrimaryKey())
                    .extracting(key ->
                            Stream.of(key.getFieldsArray()).map(Field::getName).toList())
                    .isEqualTo(table.keyColumns());
        }
    }

    @Test
    void isNotInABackup() {
        assertThat(RelationalStore.layout().tables())
                .containsOnlyKeys("access_keys", "audit_entries", "ingestion_jobs");
    }

    @Test
    void showsViewsForToolsThatAskInSql() {
        feedSample();

        assertThat(rows("select source_name, target_name from reporting.lineage_edges"))
                .containsExactly(List.of("a", "b"));
        assertThat(rows("select source_column, edge_type from reporting.column_lineage_edges where edge_type"
                        + " like 'D%'"))
                .containsExactly(List.of("id", "DERIVED_FROM"));
        assertThat(rows("select capsule_name, name, ordinal_position, pii_type from reporting.columns"
                        + " where capsule_name = 'a'"))
                .containsExactly(List.of("a", "id", 1, "email"));
        assertThat(rows("select tag from reporting.capsule_tags union all select tag from reporting.column_tags"))
                .containsExactly(List.of("gdpr"));
        assertThat(rows("select name, category from reporting.tags")).containsExactly(List.of("gdpr", "compliance"));
        assertThat(rows("select name from reporting.domains")).containsExactly(List.of("sales"));
        assertThat(rows("select table_name, column_lineage from reporting.capsules where name = 'a'"))
                .containsExactly(Arrays.asList("a", null));
        assertThat(rows("select revision from reporting.status")).containsExactly(List.of(7L));
        assertThat(rows("select id from reporting.ingestion_jobs")).isEmpty();
    }

    @Test
    void tellsWhichTablesSomebodyEmptiedWhileItFeeds() {
        ReportingTables tables = tables();
        assertThatThrownBy(() -> run("truncate lineage_edges"))
                .hasMessageContaining("none is here to reset it")
                .hasMessageContaining("dab reset");

        assertThat(tables.acquire()).isTrue();
        run("truncate table lineage_edges, column_lineage_edges, conformance_violations, ingestion_jobs cascade");
        Emptied first = tables.emptied().orElseThrow();
        run("truncate lineage_edges");
        tables.forgetEmptied(first);
        Emptied second = tables.emptied().orElseThrow();
        tables.forgetEmptied(second);

        assertThat(first.tables())
                .containsExactlyInAnyOrder(ReportTable.LINEAGE_EDGES, ReportTable.COLUMN_LINEAGE_EDGES);
        assertThat(first.by()).isEqualTo("dab");
        assertThat(second.tables()).containsExactly(ReportTable.LINEAGE_EDGES);
        assertThat(tables.emptied()).isEmpty();
    }

    @Test
    void takesNoRequestForOneThatWasRestoredFromADump() {
        ReportingTables tables = tables();
        feedSample(tables);
        run("truncate lineage_edges");
        // as pg_restore does it: made anew, then filled
        run("alter table reset_requests rename to dumped; create table reset_requests (like dumped including all);"
                + " insert into reset_requests select * from dumped; drop table dumped");

        assertThat(tables.emptied()).isEmpty();
        assertThat(rows("select * from reset_requests")).isEmpty();
        assertThat(tables.fed()).isEqualTo(Fed.NOTHING);
    }

    @Test
    void takesNoRequestThatIsOlderThanADay() {
        ReportingTables tables = tables();
        feedSample(tables);
        run("truncate lineage_edges");
        run("update reset_requests set requested_at = now() - interval '25 hours'");

        assertThat(tables.emptied()).isEmpty();
        assertThat(tables.fed()).isEqualTo(Fed.NOTHING);
    }

    private static void run(String statement) {
        DatabaseUrl url = TestDatabase.embedded();
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password())) {
            connection.createStatement().execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
