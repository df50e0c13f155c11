package io.datacapsule.api.observability;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.health.StoreChecks;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.query.PersonalDataCounts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sizes and states that are looked up when somebody reads the metrics. They are there from the time the catalog is loaded. */
@Component
final class CatalogGauges {

    private final MeterRegistry registry;
    private final Catalog catalog;
    private final StoreChecks checks;
    private final MultiGauge personal;
    private @Nullable GraphSnapshot measured;
    private @Nullable Object counted;
    private volatile long bytes;
    private volatile StoreChecks.@Nullable Outcome stores;

    CatalogGauges(Metrics metrics, Catalog catalog, StoreChecks checks) {
        this.registry = metrics.registry();
        this.catalog = catalog;
        this.checks = checks;
        this.personal = MultiGauge.builder("dab.pii.column.count")
                .description("Columns with personal data, by its kind")
                .register(registry);
        Gauge.builder("dab.ready", catalog, ready -> ready.ready() ? 1 : 0)
                .description("Whether the catalog is loaded")
                .register(registry);
    }

    /** Looks up again what is not looked up when it is read. */
    synchronized void refresh() {
        if (!catalog.ready()) {
            return;
        }
        stores = checks.now();
        GraphSnapshot graph = catalog.snapshot();
        if (!graph.equals(measured)) {
            bytes = graph.bytes();
            count(graph);
            if (measured == null) {
                bind();
            }
            measured = graph;
        }
    }

    private void count(GraphSnapshot graph) {
        Object version = PersonalDataCounts.version(graph);
        if (!version.equals(counted)) {
            counted = version;
            personal.register(
                    PersonalDataCounts.of(graph).entrySet().stream()
                            .map(entry -> MultiGauge.Row.of(Tags.of("pii_type", entry.getKey()), entry.getValue()))
                            .toList(),
                    true);
        }
    }

    private void bind() {
        gauge(
                "dab.capsule.count",
                "Capsules",
                Tags.empty(),
                known -> known.snapshot().count(NodeKind.CAPSULE));
        for (NodeKind kind : NodeKind.values()) {
            gauge(
                    "dab.snapshot.rows",
                    "Nodes held in memory, by kind",
                    Tags.of("kind", kind.name().toLowerCase(Locale.ROOT)),
                    known -> known.snapshot().count(kind));
        }
        Gauge.builder("dab.snapshot.bytes", this, gauges -> gauges.bytes)
                .description("About how much memory the graph takes, without the index for search")
                .register(registry);
        gauge(
                "dab.graph.revision",
                "Revision of the graph that is served",
                Tags.empty(),
                known -> known.snapshot().revision().number());
        gauge(
                "dab.graph.unwritten.rows",
                "About how many rows are committed and still being written to Neo4j",
                Tags.empty(),
                known -> known.graphStore().unwrittenRows());
        gauge(
                "dab.graph.replica.lag.seconds",
                "For how long it is not known that all is seen that other servers wrote; 0 without others",
                Tags.empty(),
                known -> known.graph().lag().toNanos() / 1e9);
        gauge(
                "dab.writer.queue",
                "Changes that wait to be written",
                Tags.empty(),
                known -> known.graph().waiting());
        gauge(
                "dab.ingestion.running",
                "Ingestions under way",
                Tags.empty(),
                known -> known.ingestion().underWay());
        store("neo4j", StoreChecks.Outcome::graph);
        store("postgresql", StoreChecks.Outcome::relational);
    }

    private void gauge(String name, String description, Tags tags, ToDoubleFunction<Catalog> value) {
        Gauge.builder(name, catalog, value).description(description).tags(tags).register(registry);
    }

    private void store(String name, java.util.function.Predicate<StoreChecks.Outcome> up) {
        Gauge.builder("dab.store.up", this, gauges -> {
                    StoreChecks.Outcome known = gauges.stores;
                    return known != null && up.test(known) ? 1 : 0;
                })
                .description("Whether the database answers")
                .tag("store", name)
                .register(registry);
    }
}
