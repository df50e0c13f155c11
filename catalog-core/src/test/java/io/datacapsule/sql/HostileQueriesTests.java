package io.datacapsule.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.sql.Unresolved.Reason;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Queries that nobody writes cost the limits at most, and one finding. */
class HostileQueriesTests {

    private static final SqlLineage ENGINE = new SqlLineage(SqlLimits.DEFAULT);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static ColumnLineage derive(String sql) {
        return ENGINE.derive(Query.of(sql, Dialect.ANSI, TableSchemas.none()));
    }

    @Test
    void readsTenThousandColumnsOrSaysThatTimeIsOver() {
        String columns = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));

        assertAnswered(derive("select " + columns + " from t"), 10_000);
    }

    @Test
    void readsALongUnionOrSaysThatTimeIsOver() {
        ColumnLineage lineage = derive("select a from t0"
                + IntStream.range(1, 2_000)
                        .mapToObj(i -> " union all select a from t" + i)
                        .collect(Collectors.joining()));

        assertAnswered(lineage, 1);
        if (lineage.unresolved().isEmpty()) {
            assertThat(lineage.columns().getFirst().origins()).hasSize(2_000);
        }
    }

    @Test
    void readsDeepNestingUpToTheLimit() {
        assertAnswered(derive(nested(100)), 1);
        assertThat(derive(nested(500)).unresolved())
                .extracting(Unresolved::reason)
                .containsExactly(Reason.TOO_LARGE);
        assertThat(derive("(".repeat(50_000)).unresolved())
                .extracting(Unresolved::reason)
                .containsExactly(Reason.TOO_LARGE);
    }

    @Test
    void readsLongChainsOfOperators() {
        ColumnLineage lineage = derive("select a" + " || b".repeat(5_000) + " as x from t");

        assertAnswered(lineage, 1);
    }

    @Test
    void answersForTenMegabytes() {
        String values = "('0123456789', 1, null),\n".repeat(400_000);
        ColumnLineage lineage = derive("select a from (values " + values + "(1, 2, 3)) as v (a, b, c)");

        assertThat(lineage.unresolved()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void refusesMoreTextThanTheLimit() {
        try (SqlLineage small = new SqlLineage(new SqlLimits(Duration.ofSeconds(2), 400, 10))) {
            ColumnLineage lineage = small.derive(Query.of("select a from t", Dialect.ANSI, TableSchemas.none()));

            assertThat(lineage.unresolved()).extracting(Unresolved::reason).containsExactly(Reason.TOO_LARGE);
        }
    }

    @Test
    void endsAtTheTimeLimitAndGoesOnWithTheNext() {
        try (SqlLineage hasty = new SqlLineage(new SqlLimits(Duration.ofNanos(1), 400, 20_000_000))) {
            String sql = "select " + "case when a = 1 then b end, ".repeat(20_000) + "c from t";
            ColumnLineage lineage = hasty.derive(Query.of(sql, Dialect.ANSI, TableSchemas.none()));

            assertThat(lineage.unresolved()).extracting(Unresolved::reason).containsExactly(Reason.TIME_LIMIT);
            assertThat(lineage.complete()).isFalse();
        }
        assertThat(derive("select a from t").complete()).isTrue();
    }

    @Test
    void keepsNoMoreThreadsThanProcessors() {
        for (int i = 0; i < 50; i++) {
            derive("select a from t" + i);
        }

        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("sql-lineage-")))
                .hasSizeLessThanOrEqualTo(4 * Runtime.getRuntime().availableProcessors());
    }

    @Test
    void readsRecursionThatNeverEnds() {
        ColumnLineage lineage = derive(
                "with recursive a as (select x from b), b as (select x from a union all select y from t) select x from b");

        assertThat(lineage.columns()).hasSize(1);
    }

    private static String nested(int depth) {
        return "select a from (".repeat(depth) + "select a from t" + ") s".repeat(depth);
    }

    private static void assertAnswered(ColumnLineage lineage, int columns) {
        if (lineage.unresolved().isEmpty()) {
            assertThat(lineage.columns()).hasSize(columns);
        } else {
            assertThat(lineage.unresolved()).extracting(Unresolved::reason).containsExactly(Reason.TIME_LIMIT);
        }
    }
}
