package io.datacapsule.ingest.airflow;

import static io.datacapsule.ingest.airflow.IngestedCatalog.CLEANUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.ingest.Asserted;
import io.datacapsule.ingest.ChangeCounts;
import io.datacapsule.ingest.DiffOptions;
import io.datacapsule.ingest.GraphDiff.Difference;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stays and what goes when an instance, or what it refers to, is ingested again. */
class AirflowReingestTests {

    private static final Asserted SHOP = Asserted.by("shop").flow("raw -> orders");

    private final IngestedCatalog catalog = new IngestedCatalog();

    private static Instance daily() {
        return Instance.of("prod")
                .dag("daily", "extract -> load")
                .rendered("extract", "sql", "select * from main.raw")
                .operator("load", "DbtRunLocalOperator")
                .rendered("load", "select", "orders");
    }

    @Test
    void anUnchangedInstanceWritesNothing() {
        catalog.ingest(SHOP);
        catalog.ingest(daily());

        Difference again = catalog.ingest(daily(), CLEANUP);

        assertThat(again.change().isEmpty()).isTrue();
        assertThat(again.counts().capsulesUnchanged()).isEqualTo(3);
        assertThat(again.counts().edgesUnchanged()).isEqualTo(4);
    }

    @Test
    void theOtherSourceIngestedAgainLeavesTheEdgesOfTheInstance() {
        catalog.ingest(SHOP);
        catalog.ingest(daily());
        Set<String> before = catalog.contents();

        Difference again = catalog.ingest(SHOP.build(), CLEANUP);

        assertThat(again.change().isEmpty()).isTrue();
        assertThat(catalog.contents()).isEqualTo(before);
    }

    @Test
    void anEdgeGoesWithEitherOfItsEnds() {
        catalog.ingest(SHOP);
        catalog.ingest(daily());

        ChangeCounts counts = catalog.ingest(Asserted.by("shop").model("raw").build(), CLEANUP)
                .counts();

        assertThat(counts.edgesRemoved()).isEqualTo(2);
        assertThat(catalog.flows())
                .containsExactly(
                        "daily -> daily.extract", "daily.extract -> daily.load", "raw -> daily.extract {via=sql}");
        assertThat(catalog.ingest(daily()).counts().edgesCreated()).isZero();
        assertThat(catalog.warned()).containsExactly("unknown_dbt_node");
    }

    @Test
    void whatIsNoLongerRunIsNoLongerLinked() {
        catalog.ingest(SHOP);
        catalog.ingest(daily());

        ChangeCounts counts = catalog.ingest(Instance.of("prod")
                        .dag("daily", "load, extract")
                        .rendered("extract", "sql", "select * from main.raw")
                        .operator("load", "DbtRunLocalOperator")
                        .rendered("load", "select", "raw"))
                .counts();

        assertThat(counts.edgesRemoved()).isEqualTo(2);
        assertThat(counts.edgesCreated()).isEqualTo(2);
        assertThat(catalog.flows())
                .containsExactly(
                        "daily -> daily.extract",
                        "daily -> daily.load",
                        "daily.load -> raw {via=dbt}",
                        "raw -> daily.extract {via=sql}",
                        "raw -> orders");
    }

    @Test
    void linksThatOnlyRunsTellStayWhileNoRunTellsThem() {
        catalog.ingest(SHOP);
        catalog.ingest(daily());
        List<String> before = catalog.flows();

        Difference quiet = catalog.ingest(
                Instance.of("prod")
                        .dag("daily", "extract -> load")
                        .skipped("extract")
                        .operator("load", "DbtRunLocalOperator")
                        .silent("load"),
                CLEANUP);

        assertThat(quiet.change().isEmpty()).isTrue();
        assertThat(catalog.flows()).isEqualTo(before);
    }

    @Test
    void aSkippedTaskChangesNothingOfAnEdgeThatIsAlsoToldOtherwise() {
        String uri = "postgres://h/db/main/orders";
        catalog.ingest(SHOP);
        catalog.ingest(Instance.of("prod")
                .dag("daily", "load")
                .rendered("load", "sql", "insert into main.orders select 1 as a")
                .asset(uri, List.of("daily/load")));
        assertThat(catalog.flows()).contains("daily.load -> orders {via=asset,sql}");

        Difference skipped = catalog.ingest(
                Instance.of("prod").dag("daily", "load").skipped("load").asset(uri, List.of("daily/load")), CLEANUP);

        assertThat(skipped.change().isEmpty()).isTrue();
        catalog.ingest(Instance.of("prod").dag("daily", "load").asset(uri, List.of("daily/load")));
        assertThat(catalog.flows()).contains("daily.load -> orders {via=asset}");
    }

    @Test
    void cleaningUpTakesAwayWhatTheInstanceNoLongerHas() {
        catalog.ingest(SHOP);
        catalog.ingest(daily().dag("gone", "a -> b").asset("s3://x", List.of("gone/a"), "daily"));

        Difference difference = catalog.ingest(daily(), CLEANUP);

        assertThat(difference.removed())
                .containsExactly(
                        "urn:dcs:airflow:dag:prod:gone",
                        "urn:dcs:airflow:task:prod:gone.a",
                        "urn:dcs:airflow:task:prod:gone.b");
        IngestedCatalog fresh = new IngestedCatalog();
        fresh.ingest(SHOP);
        fresh.ingest(daily());
        assertThat(catalog.contents()).isEqualTo(fresh.contents());
    }

    @Test
    void withoutCleaningUpOrphansKeepTheirTasksAndEdges() {
        catalog.ingest(daily().dag("gone", "a -> b").asset("s3://x", List.of("gone/a"), "daily"));
        Set<String> before = catalog.contents();

        Difference difference = catalog.ingest(daily());

        assertThat(difference.counts().capsulesOrphaned()).isEqualTo(3);
        assertThat(catalog.contents()).isEqualTo(before);
    }

    @Test
    void afterAnIncompleteFetchNothingIsTakenAwayAndTheJobSaysWhy() {
        catalog.ingest(daily().dag("other", "a -> b").asset("s3://x", List.of("other/a"), "daily"));
        Set<String> before = catalog.contents();

        Difference difference = catalog.ingest(
                Instance.of("prod").dag("daily", "load").incomplete("100 of 396 DAGs were told."), CLEANUP);

        assertThat(difference.removed()).isEmpty();
        assertThat(difference.counts().capsulesOrphaned()).isZero();
        assertThat(difference.counts().edgesRemoved()).isZero();
        assertThat(before)
                .allMatch(line -> line.startsWith("urn:dcs:airflow:task:prod:daily.load")
                        || catalog.contents().contains(line));
        assertThat(catalog.warned()).contains("cleanup_skipped", "incomplete_fetch");
        assertThat(catalog.warnings())
                .filteredOn(warning -> warning.code().equals("cleanup_skipped"))
                .allMatch(warning -> warning.message().contains("100 of 396 DAGs were told."));
    }

    @Test
    void aFilterThatHidesUnknownDagsTakesNothingAway() {
        catalog.ingest(daily().dag("other", "a"));

        Difference difference = catalog.ingest(daily().filter("Active DAGs only."), CLEANUP);

        assertThat(difference.removed()).isEmpty();
        assertThat(catalog.warned()).contains("cleanup_skipped");
    }

    @Test
    void hiddenDagsStayWithTheirTasksWhileOthersAreCleanedUp() {
        catalog.ingest(daily().dag("hid.den", "a -> b").dag("gone", "c"));

        Difference difference = catalog.ingest(daily().hide("hid.den"), CLEANUP);

        assertThat(difference.removed())
                .containsExactly("urn:dcs:airflow:dag:prod:gone", "urn:dcs:airflow:task:prod:gone.c");
        assertThat(catalog.edges(Relation.HAS_TASK)).contains("hid%2Eden -> hid%2Eden.a");
        assertThat(catalog.flows()).contains("hid%2Eden.a -> hid%2Eden.b");
        assertThat(catalog.ingest(daily().hide("hid.den"), CLEANUP).change().isEmpty())
                .isTrue();
    }

    @Test
    void moreThanTheAllowedShareIsNotTakenAwayUnlessForced() {
        catalog.ingest(daily().dag("other", "a, b"));
        DiffOptions third = new DiffOptions(true, 0.3, false);

        assertThatThrownBy(() -> catalog.ingest(daily(), third))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("3 of the 6 capsules of airflow:prod");
        assertThat(catalog.ingest(daily(), new DiffOptions(true, 0.3, true)).removed())
                .hasSize(3);
    }

    @Test
    void twoInstancesDoNotDisturbEachOther() {
        catalog.ingest(SHOP);
        catalog.ingest(daily());
        Instance other = Instance.of("test")
                .dag("daily", "load -> extra")
                .operator("load", "DbtRunLocalOperator")
                .rendered("load", "select", "orders");
        catalog.ingest(other);
        Set<String> both = catalog.contents();

        assertThat(catalog.ingest(daily(), CLEANUP).change().isEmpty()).isTrue();
        assertThat(catalog.ingest(other, CLEANUP).change().isEmpty()).isTrue();
        assertThat(catalog.contents()).isEqualTo(both);
        catalog.ingest(Instance.of("test"), CLEANUP);
        IngestedCatalog alone = new IngestedCatalog();
        alone.ingest(SHOP);
        alone.ingest(daily());
        assertThat(catalog.contents()).isEqualTo(alone.contents());
    }

    @Test
    void whatAPersonAddedStays() {
        catalog.ingest(SHOP);
        catalog.ingest(daily());
        Edge drawn = new Edge(
                Relation.FLOWS_TO,
                Asserted.urn("shop", "orders"),
                "urn:dcs:airflow:dag:prod:daily",
                new EdgeProperties(List.of("user"), Map.of("added_by", "ann")));
        catalog.apply(new GraphChange(
                Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of(drawn), List.of(), List.of()));

        assertThat(catalog.ingest(daily(), CLEANUP).change().isEmpty()).isTrue();
        catalog.ingest(daily().asset("postgres://h/db/main/orders", List.of(), "daily"));
        assertThat(catalog.flows()).contains("orders -> daily {added_by=ann, via=asset}");
        catalog.ingest(daily(), CLEANUP);
        assertThat(catalog.flows()).contains("orders -> daily {added_by=ann}");
    }

    @Test
    void aModelIngestedBetweenReadingAndComparingIsFound() {
        var read = catalog.read(daily().metadata());
        catalog.ingest(SHOP);

        catalog.ingest(read, CLEANUP);

        assertThat(catalog.flows()).contains("daily.load -> orders {via=dbt}");
        assertThat(catalog.graph().count(NodeKind.CAPSULE)).isEqualTo(5);
    }
}
