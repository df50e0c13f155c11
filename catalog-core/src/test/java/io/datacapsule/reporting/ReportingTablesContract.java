package io.datacapsule.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphContents;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.InMemoryGraphStore;
import io.datacapsule.graph.RandomChanges;
import io.datacapsule.graph.Revision;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ReportingTables} promises. Each adapter runs it through an empty subclass. */
public abstract class ReportingTablesContract {

    private static final String ODD = "tab\tline\r\nback\\slash \\N \\. {\"a\",NULL} ü 漢 😀 'quoted' $1 ?";

    /** Tables over one database, empty at the beginning of each test; each call answers others, closed by the suite. */
    protected abstract ReportingTables tables();

    /** The rows that everybody sees in a table. */
    protected abstract Set<List<@Nullable Object>> rows(ReportTable table);

    private static GraphSnapshot graph() {
        return GraphSnapshot.empty()
                .apply(
                        Changes.of()
                                .create(
                                        Changes.tag("gdpr"),
                                        Changes.domain("sales"),
                                        Changes.product("orders"),
                                        Changes.capsule("a", ODD),
                                        Changes.capsule("b"),
                                        Changes.column("a", "id"),
                                        Changes.column("b", ODD))
                                .flow("a", "b")
                                .create(Changes.edge(
                                        Relation.DERIVED_FROM,
                                        Changes.columnUrn("b", ODD),
                                        Changes.columnUrn("a", "id"),
                                        Map.of("transformation", "IDENTITY", "masking", "false", "confidence", "1.0")))
                                .create(Changes.edge(
                                        Relation.INFLUENCED_BY,
                                        Changes.columnUrn("b", ODD),
                                        Changes.columnUrn("a", "id"),
                                        Map.of()))
                                .create(Changes.edge(
                                        Relation.CAPSULE_TAGGED,
                                        Changes.urn("a"),
                                        Changes.tag("gdpr").urn(),
                                        Map.of()))
                                .create(Changes.edge(
                                        Relation.COLUMN_TAGGED,
                                        Changes.columnUrn("a", "id"),
                                        Changes.tag("gdpr").urn(),
                                        Map.of()))
                                .create(Changes.edge(
                                        Relation.PART_OF,
                                        Changes.urn("b"),
                                        Changes.product("orders").urn(),
                                        Map.of("role", "output")))
                                .change(),
                        new Revision(7));
    }

    /** Feeds a small graph: capsules a and b, a flow, lineage of columns and tags, at revision 7. */
    protected final void feedSample() {
        feedSample(tables());
    }

    /** The same through these tables. */
    protected static void feedSample(ReportingTables tables) {
        feed(tables, graph());
    }

    private static long feed(ReportingTables tables, GraphSnapshot graph) {
        assertThat(tables.acquire()).isTrue();
        try (ReportingTables.Feeding feeding = tables.begin(true)) {
            GraphRows.all(graph, feeding);
            return feeding.commit(Fed.of(graph));
        }
    }

    private static long feed(ReportingTables tables, GraphSnapshot before, GraphSnapshot after) {
        try (ReportingTables.Feeding feeding = tables.begin(false)) {
            assertThat(GraphRows.changed(before, after, feeding)).isTrue();
            return feeding.commit(Fed.of(after));
        }
    }

    @Test
    void holdsEachNodeAndEdgeAsItIs() {
        ReportingTables tables = tables();
        assertThat(tables.acquire()).isTrue();
        assertThat(tables.fed()).isEqualTo(Fed.NOTHING);

        feed(tables, graph());

        assertThat(tables.fed()).isEqualTo(new Fed(7, 7));
        List<@Nullable Object> capsule = rows(ReportTable.CAPSULES).stream()
                .filter(row -> "a".equals(row.get(2)))
                .findFirst()
                .orElseThrow();
        assertThat(capsule.get(0)).isEqualTo(Urn.id(Changes.urn("a")));
        assertThat(capsule.get(ReportTable.CAPSULES.columns().indexOf("description")))
                .isEqualTo(ODD);
        assertThat(capsule.getLast()).isEqualTo(List.of("dbt:shop", "user"));
        Object origin = Urn.id(Changes.columnUrn("a", "id"));
        Object derived = Urn.id(Changes.columnUrn("b", ODD));
        assertThat(rows(ReportTable.COLUMN_LINEAGE_EDGES))
                .containsExactlyInAnyOrder(
                        Arrays.asList(
                                origin, derived, "DERIVED_FROM", "IDENTITY", false, "1.0", null, List.of("dbt:shop")),
                        Arrays.asList(origin, derived, "INFLUENCED_BY", null, null, null, null, List.of("dbt:shop")));
        assertThat(rows(ReportTable.LINEAGE_EDGES))
                .containsExactly(List.of(Urn.id(Changes.urn("a")), Urn.id(Changes.urn("b")), List.of("dbt:shop")));
        assertThat(rows(ReportTable.DATA_PRODUCT_CAPSULES))
                .containsExactly(List.of(
                        Changes.product("orders").id(), Urn.id(Changes.urn("b")), "output", List.of("dbt:shop")));
        assertThat(rows(ReportTable.CAPSULE_TAGS)).hasSize(1);
        assertThat(rows(ReportTable.COLUMN_TAGS)).hasSize(1);
        assertThat(rows(ReportTable.TAGS)).hasSize(1);
        assertThat(rows(ReportTable.DOMAINS)).hasSize(1);
    }

    @Test
    void writesNothingThatStandsThereAlready() {
        ReportingTables tables = tables();
        GraphSnapshot graph = graph();

        assertThat(feed(tables, graph)).isEqualTo(13);
        assertThat(feed(tables, graph)).isZero();
        GraphSnapshot after =
                graph.apply(Changes.of().update(Changes.capsule("b", "other")).change(), new Revision(8));
        assertThat(feed(tables, after)).isEqualTo(1);
        assertThat(feed(tables, GraphSnapshot.empty())).isEqualTo(13);
        assertThat(rows(ReportTable.CAPSULES)).isEmpty();
    }

    @Test
    void takesAwayWhatWentWithANode() {
        ReportingTables tables = tables();
        GraphSnapshot graph = graph();
        feed(tables, graph);
        GraphSnapshot after = graph.apply(
                Changes.of().remove(NodeKind.CAPSULE, Changes.urn("b")).change(), new Revision(8));

        // the capsule, its column, one flow, two column edges and the place in the product
        assertThat(feed(tables, graph, after)).isEqualTo(6);

        assertThat(rows(ReportTable.CAPSULES)).hasSize(1);
        assertThat(rows(ReportTable.COLUMN_LINEAGE_EDGES)).isEmpty();
        assertThat(tables.fed()).isEqualTo(new Fed(8, 5));
    }

    @Test
    void showsTheSameAfterManySmallChangesAsAfterAWholeOne() {
        ReportingTables tables = tables();
        Random random = new Random(20261126);
        InMemoryGraphStore store = new InMemoryGraphStore();
        GraphSnapshot graph = GraphSnapshot.empty();
        feed(tables, graph);
        for (int i = 1; i <= 25; i++) {
            GraphChange change = RandomChanges.next(GraphContents.of(store), random);
            GraphSnapshot next = graph.apply(change, store.commit(List.of(change)));
            feed(tables, graph, next);
            graph = next;
            Map<ReportTable, Set<List<@Nullable Object>>> whole = whole(graph);
            for (ReportTable table : ReportTable.values()) {
                assertThat(rows(table)).as("%s after %d changes", table, i).isEqualTo(whole.get(table));
            }
        }
        assertThat(feed(tables, graph)).as("what a comparison of all finds").isZero();
    }

    private static Map<ReportTable, Set<List<@Nullable Object>>> whole(GraphSnapshot graph) {
        InMemoryReportingTables.Database database = new InMemoryReportingTables.Database();
        feed(new InMemoryReportingTables(database), graph);
        Map<ReportTable, Set<List<@Nullable Object>>> found = new EnumMap<>(ReportTable.class);
        for (ReportTable table : ReportTable.values()) {
            found.put(table, database.rows(table));
        }
        return found;
    }

    @Test
    void forgetsWhatIsNotCommitted() {
        ReportingTables tables = tables();
        feed(tables, GraphSnapshot.empty());
        try (ReportingTables.Feeding feeding = tables.begin(true)) {
            GraphRows.all(graph(), feeding);
        }

        assertThat(feed(tables, GraphSnapshot.empty())).isZero();
        assertThat(rows(ReportTable.CAPSULES)).isEmpty();
    }

    @Test
    void letsOneFeedAtATime() {
        ReportingTables first = tables();
        ReportingTables second = tables();
        feed(first, graph());

        assertThat(second.acquire()).isFalse();
        first.checked();
        first.close();

        // a database may need a moment to notice that a connection is gone
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!second.acquire()) {
            assertThat(System.nanoTime()).as("waited for long").isLessThan(end);
            Thread.onSpinWait();
        }
        assertThat(second.fed()).isEqualTo(new Fed(7, 7));
    }

    @Test
    void takesMoreRowsThanFitInABuffer() {
        ReportingTables tables = tables();
        Changes change = Changes.of().create(Changes.capsule("wide"));
        for (int i = 0; i < 12_000; i++) {
            change.create(Changes.column("wide", "c" + i));
        }
        GraphSnapshot graph = GraphSnapshot.empty().apply(change.change(), new Revision(1));

        assertThat(feed(tables, graph)).isEqualTo(12_001);
        assertThat(rows(ReportTable.COLUMNS)).hasSize(12_000);
    }
}
