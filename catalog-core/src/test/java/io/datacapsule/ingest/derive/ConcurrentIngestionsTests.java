package io.datacapsule.ingest.derive;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.InMemoryGraphStore;
import io.datacapsule.ingest.Asserted;
import io.datacapsule.ingest.InMemoryIngestionJobs;
import io.datacapsule.ingest.IngestionJob;
import io.datacapsule.ingest.IngestionService;
import io.datacapsule.ingest.JobStatus;
import io.datacapsule.ingest.MetadataSource;
import io.datacapsule.ingest.SourceGraph;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import io.datacapsule.sql.SqlLimits;
import io.datacapsule.sql.SqlLineage;
import io.datacapsule.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two jobs of one project at once, one of which replaces what the other took as known. */
class ConcurrentIngestionsTests {

    private static final String FROM_ID = "select id as key from db.main.raw";
    private static final String FROM_EMAIL = "select email as key from db.main.raw";

    private final InMemoryGraphStore store = new InMemoryGraphStore();
    private final CatalogGraph graph = CatalogGraph.open(store);
    private final SqlLineage engine = new SqlLineage(SqlLimits.DEFAULT);
    private final LineageDerivation derivation = new LineageDerivation(engine::derive);
    private final AtomicInteger reads = new AtomicInteger();
    private Runnable meanwhile = () -> {};

    private final LineageSources sources = new LineageSources(
            (type, config) -> progress -> shop(config.getOrDefault("sql", "")),
            derivation,
            graph::snapshot,
            Telemetry.NONE);
    private final IngestionService service = new IngestionService(
            graph,
            store,
            new InMemoryIngestionJobs(),
            (type, config) -> {
                MetadataSource source = sources.open(type, config);
                return progress -> {
                    SourceGraph read = source.read(progress);
                    reads.incrementAndGet();
                    Runnable other = meanwhile;
                    meanwhile = () -> {};
                    other.run();
                    return read;
                };
            },
            Clock.systemUTC());

    @AfterEach
    void stop() {
        derivation.close();
        engine.close();
        graph.close();
    }

    @Test
    void derivesAgainWhatTheOtherReplaced() {
        run(FROM_ID);
        meanwhile = () -> run(FROM_EMAIL);

        IngestionJob job = run(FROM_ID);

        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(originOfKey()).isEqualTo("id");
    }

    @Test
    void readsOnceIfTheOtherChangedNothingOfIt() {
        run(FROM_ID);
        reads.set(0);
        meanwhile = () -> run(FROM_ID);

        run(FROM_ID);

        assertThat(reads).hasValue(2);
        assertThat(originOfKey()).isEqualTo("id");
    }

    private IngestionJob run(String sql) {
        return service.submit(UUID.randomUUID(), "dbt", Map.of("sql", sql)).awaitEnd(Duration.ofSeconds(30));
    }

    private String originOfKey() {
        GraphSnapshot now = graph.snapshot();
        int key = now.find(NodeKind.COLUMN, Urn.column(Asserted.urn("shop", "stg"), "key"));
        assertThat(now.out(Relation.DERIVED_FROM).degree(key)).isEqualTo(1);
        return Urn.columnOf(
                now.urn(NodeKind.COLUMN, now.out(Relation.DERIVED_FROM).neighbour(key, 0)));
    }

    private static SourceGraph shop(String sql) {
        return Asserted.by("shop")
                .flow("raw -> stg")
                .model("raw")
                .column("id", "bigint")
                .column("email", "text")
                .model("stg")
                .column("key", "text")
                .sql(sql)
                .build();
    }
}
