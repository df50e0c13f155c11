package io.datacapsule.ingest.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import io.datacapsule.ingest.Asserted;
import io.datacapsule.ingest.ChangeCounts;
import io.datacapsule.ingest.DiffOptions;
import io.datacapsule.ingest.GraphDiff;
import io.datacapsule.ingest.GraphDiff.Difference;
import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.model.Edge;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import io.datacapsule.sql.SqlLimits;
import io.datacapsule.sql.SqlLineage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineageDerivationTests {

    private final SqlLineage engine = new SqlLineage(SqlLimits.DEFAULT);
    private final AtomicInteger derived = new AtomicInteger();
    private final LineageDerivation derivation = new LineageDerivation(query -> {
        derived.incrementAndGet();
        return engine.derive(query);
    });
    private final List<JobWarning> warnings = new ArrayList<>();
    private GraphSnapshot graph = GraphSnapshot.empty();

    @AfterEach
    void close() {
        derivation.close();
        engine.close();
    }

    @Test
    void drawsEdgesFromDerivedColumnsToTheirOrigins() {
        ChangeCounts counts = ingest(shop("select id, upper(email) as email from db.main.raw"));

        assertThat(edges())
                .containsExactlyInAnyOrder(
                        "stg.id DERIVED_FROM raw.id IDENTITY", "stg.email DERIVED_FROM raw.email TRANSFORMATION");
        assertThat(counts.columnEdgesCreated()).isEqualTo(2);
        assertThat(counts.unresolvedColumns()).isZero();
        assertThat(capsule("stg").lineage().status()).isEqualTo("complete");
    }

    @Test
    void derivesOnlyWhatChanged() {
        Asserted shop = shop("select id, email from db.main.raw");
        ingest(shop);

        derived.set(0);
        Difference again = compare(shop);

        assertThat(derived).hasValue(0);
        assertThat(again.change().isEmpty()).isTrue();
        assertThat(again.counts().columnEdgesUnchanged()).isEqualTo(2);

        ChangeCounts changed = ingest(shop("select id, id as email from db.main.raw"));

        assertThat(derived).hasValue(1);
        assertThat(changed.columnEdgesCreated()).isEqualTo(1);
        assertThat(changed.columnEdgesRemoved()).isEqualTo(1);
        assertThat(changed.columnEdgesUnchanged()).isEqualTo(1);
    }

    @Test
    void derivesAgainWhenAParentGetsAnotherColumn() {
        ingest(shop("select * from db.main.raw"));
        derived.set(0);

        ingest(shop("select * from db.main.raw").model("raw").column("phone", "text"));

        assertThat(derived).hasValue(1);
    }

    @Test
    void keepsTheLineageOfAnEarlierRunWithoutCompiledSql() {
        ingest(shop("select id, email from db.main.raw"));
        Instant before = capsule("stg").lineage().asOf();

        ChangeCounts counts = ingest(shop(""));

        assertThat(edges()).hasSize(2);
        assertThat(counts.columnEdgesUnchanged()).isEqualTo(2);
        assertThat(capsule("stg").lineage().asOf()).isEqualTo(before);
        assertThat(capsule("stg").lineage().status()).isEqualTo("complete");
    }

    @Test
    void tellsColumnsOfModelsThatNoCatalogDescribed() {
        ingest(Asserted.by("shop")
                .flow("raw -> stg -> mart")
                .withoutCatalog()
                .model("stg")
                .sql("select id, name as label from db.main.raw")
                .model("mart")
                .sql("select * from db.main.stg"));

        assertThat(edges())
                .containsExactlyInAnyOrder(
                        "stg.id DERIVED_FROM raw.id IDENTITY",
                        "stg.label DERIVED_FROM raw.name IDENTITY",
                        "mart.id DERIVED_FROM stg.id IDENTITY",
                        "mart.label DERIVED_FROM stg.label IDENTITY");
        assertThat(graph.columns(graph.find(NodeKind.CAPSULE, urn("raw"))))
                .extracting(column -> column.origin())
                .containsOnly("sql");
    }

    @Test
    void takesColumnsAwayThatOnlySqlToldOnceItDoesNotAnyMore() {
        Asserted first = Asserted.by("shop")
                .flow("raw -> stg")
                .withoutCatalog()
                .model("stg")
                .sql("select id, name from db.main.raw");
        ingest(first);
        ingest(Asserted.by("shop")
                .flow("raw -> stg")
                .withoutCatalog()
                .model("stg")
                .sql("select id from db.main.raw"));

        assertThat(edges()).containsExactly("stg.id DERIVED_FROM raw.id IDENTITY");
        assertThat(graph.count(NodeKind.COLUMN)).isEqualTo(2);
    }

    @Test
    void keepsWhatDecidesAboutAColumnApart() {
        ingest(shop("select id, case when id > 1 then email end as email from db.main.raw"));

        assertThat(edges())
                .contains(
                        "stg.email DERIVED_FROM raw.email TRANSFORMATION",
                        "stg.email INFLUENCED_BY raw.id CONDITIONAL");
    }

    @Test
    void warnsOfSqlThatCannotBeReadAndGoesOn() {
        ChangeCounts counts = ingest(shop("select from where (("));

        assertThat(edges()).isEmpty();
        assertThat(counts.unresolvedColumns()).isEqualTo(2);
        assertThat(capsule("stg").lineage().status()).isEqualTo("none");
        assertThat(capsule("stg").lineage().reason()).startsWith("parse_error at line 1");
        assertThat(warnings)
                .singleElement()
                .satisfies(warning -> assertThat(warning.path()).isEqualTo(urn("stg")));
    }

    @Test
    void survivesAnEngineThatFails() {
        try (LineageDerivation failing = new LineageDerivation(query -> {
            throw new IllegalStateException("broken");
        })) {
            var source =
                    failing.derive(shop("select id from db.main.raw").build(), GraphSnapshot.empty(), progress(false));

            assertThat(source.capsules())
                    .filteredOn(capsule -> capsule.derived())
                    .singleElement()
                    .satisfies(capsule ->
                            assertThat(capsule.lineage().state().status()).isEqualTo("none"));
        }
    }

    @Test
    void stopsWhenTheJobIsCancelled() {
        assertThatThrownBy(() -> derivation.derive(
                        shop("select id from db.main.raw").build(), GraphSnapshot.empty(), progress(true)))
                .isInstanceOf(CancellationException.class);
    }

    private static Asserted shop(String sql) {
        return Asserted.by("shop")
                .flow("raw -> stg")
                .model("raw")
                .column("id", "bigint")
                .column("email", "text")
                .model("stg")
                .column("id", "bigint")
                .column("email", "text")
                .sql(sql);
    }

    private ChangeCounts ingest(Asserted asserted) {
        Difference difference = compare(asserted);
        graph = graph.apply(difference.change(), new Revision(graph.revision().number() + 1));
        return difference.counts();
    }

    private Difference compare(Asserted asserted) {
        return GraphDiff.between(
                graph,
                derivation.derive(asserted.build(), graph, progress(false)),
                DiffOptions.KEEP,
                new UUID(0, 1),
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    private IngestProgress progress(boolean cancelled) {
        return new IngestProgress() {
            @Override
            public void at(String stage, long done, long expected) {
                if (cancelled) {
                    throw new CancellationException();
                }
            }

            @Override
            public void warn(JobWarning warning) {
                warnings.add(warning);
            }
        };
    }

    private io.datacapsule.model.Capsule capsule(String model) {
        return graph.capsule(graph.find(NodeKind.CAPSULE, urn(model)));
    }

    private static String urn(String model) {
        return Asserted.urn("shop", model);
    }

    private List<String> edges() {
        List<String> edges = new ArrayList<>();
        for (int row = 0; row < graph.rows(NodeKind.COLUMN); row++) {
            for (Relation relation : List.of(Relation.DERIVED_FROM, Relation.INFLUENCED_BY)) {
                for (int i = 0; i < graph.out(relation).degree(row); i++) {
                    Edge edge = new Edge(
                            relation,
                            graph.urn(NodeKind.COLUMN, row),
                            graph.urn(NodeKind.COLUMN, graph.out(relation).neighbour(row, i)),
                            graph.out(relation).properties(row, i));
                    edges.add(shown(edge.from()) + " " + relation + " " + shown(edge.to()) + " "
                            + edge.properties().attributes().get("transformation"));
                }
            }
        }
        return edges;
    }

    private static String shown(String urn) {
        return Urn.parse(urn).name() + "." + Urn.columnOf(urn);
    }
}
