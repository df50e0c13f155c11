package io.datacapsule.neo4j.embedded;

import com.sun.management.OperatingSystemMXBean;
import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.SnapshotLoader;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Column;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Layer;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Tag;
import io.datacapsule.model.Urn;
import io.datacapsule.neo4j.Neo4jGraphStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Measures the store beside its engine: start, a bulk commit, small commits by 32 callers, loading. Arguments: capsules
 * (default 10000), columns per capsule (20), rows per transaction.
 */
final class GraphStoreBench {

    private GraphStoreBench() {}

    public static void main(String[] args) throws Exception {
        int capsules = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int columns = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        Path home = Files.createTempDirectory("dab-bench");
        EmbeddedNeo4j engine = timed("start, empty", () -> EmbeddedNeo4j.start(home, EmbeddedOptions.defaults()));
        var connection = engine.connection();
        if (args.length > 2) {
            connection = connection.withTransactionRows(Integer.parseInt(args[2]));
        }
        Neo4jGraphStore store = Neo4jGraphStore.open(connection, Optional.of(engine.directAccess()));
        CatalogGraph graph = timed("open store, make schema", () -> CatalogGraph.open(store));
        GraphChange change = project(capsules, columns);
        timed("commit " + change.size() + " rows", () -> graph.apply(_ -> change));
        small(graph, 32, 2_000);
        small(graph, 32, 20_000);
        timed("load in process", () -> SnapshotLoader.load(store));
        GraphSnapshot loaded = timed("load in process again", () -> SnapshotLoader.load(store));
        System.out.println(loaded.count(NodeKind.COLUMN) + " columns, revision " + loaded.revision());
        if (capsules <= 10_000) {
            Neo4jGraphStore bolt = Neo4jGraphStore.open(connection);
            timed("load over Bolt", () -> SnapshotLoader.load(bolt));
            bolt.close();
        }
        graph.close();
        store.close();
        timed("stop", () -> {
            engine.close();
            return home;
        });
        EmbeddedNeo4j again = timed("start again", () -> EmbeddedNeo4j.start(home, EmbeddedOptions.defaults()));
        Neo4jGraphStore second = Neo4jGraphStore.open(again.connection(), Optional.of(again.directAccess()));
        timed("open store and load", () -> SnapshotLoader.load(second));
        second.close();
        again.close();
        Engines.delete(home);
    }

    private static void small(CatalogGraph graph, int callers, int writes) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        String capsule = urn(1);
        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                threads.submit(() -> {
                    for (int n = next.getAndIncrement(); n < writes; n = next.getAndIncrement()) {
                        String name = "tag " + writes + "-" + n;
                        Tag tag = new Tag(
                                Urn.catalog("tag", name), UUID.randomUUID(), name, null, null, null, List.of("user"));
                        Edge edge = new Edge(
                                Relation.CAPSULE_TAGGED, capsule, tag.urn(), EdgeProperties.assertedBy("user"));
                        boolean tagOnly = n % 2 == 0;
                        graph.apply(_ -> change(List.of(tag), List.of(), tagOnly ? List.of() : List.of(edge)));
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%d small writes by %d callers: %.0f/s%n", writes, callers, writes / seconds);
    }

    private static GraphChange project(int capsules, int columns) {
        Random random = new Random(1);
        List<Node> nodes = new ArrayList<>();
        List<CapsuleDetails> details = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Tag tag = new Tag(
                    Urn.catalog("tag", "t" + i), new UUID(1, i), "t" + i, null, null, null, List.of("dbt:bench"));
            tags.add(tag);
            nodes.add(tag);
        }
        EdgeProperties asserted = EdgeProperties.assertedBy("dbt:bench");
        for (int i = 0; i < capsules; i++) {
            Capsule capsule = capsule(i);
            nodes.add(capsule);
            String sql = ("select * from upstream_" + i + " where x = {{ var('x') }} ").repeat(20);
            details.add(new CapsuleDetails(capsule.urn(), sql, sql, null));
            for (int c = 0; c < columns; c++) {
                nodes.add(column(capsule.urn(), c));
            }
            for (int e = 0; e < 12 && e < i; e += 5) {
                edges.add(new Edge(
                        Relation.FLOWS_TO,
                        urn(random.nextInt(i / 10 * 10 + 1) / 12 * 12 + e),
                        capsule.urn(),
                        asserted));
            }
            edges.add(new Edge(
                    Relation.CAPSULE_TAGGED,
                    capsule.urn(),
                    tags.get(random.nextInt(40)).urn(),
                    asserted));
        }
        var unique = new java.util.LinkedHashMap<Edge.Key, Edge>();
        edges.forEach(edge -> {
            if (edge.relation() != Relation.FLOWS_TO || !edge.from().equals(edge.to())) {
                unique.putIfAbsent(edge.key(), edge);
            }
        });
        unique.values()
                .removeIf(edge -> edge.relation() == Relation.FLOWS_TO
                        && Integer.parseInt(edge.from().substring(edge.from().lastIndexOf('_') + 1)) >= capsules);
        return new GraphChange(
                Optional.of(new UUID(3, 3)),
                nodes,
                List.of(),
                List.of(),
                details,
                List.copyOf(unique.values()),
                List.of(),
                List.of());
    }

    private static String urn(int i) {
        return Urn.capsule("dbt", "model", "stg_customer_orders_" + i, "bench", "analytics");
    }

    private static Capsule capsule(int i) {
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        return new Capsule(
                urn(i),
                "stg_customer_orders_" + i,
                CapsuleType.MODEL,
                "dbt",
                "bench",
                "warehouse",
                "analytics",
                Layer.SILVER,
                "table",
                "Orders of customers, number " + i + " of the benchmark, described at some length.",
                "sales",
                "ann",
                2,
                "model.bench.stg_customer_orders_" + i,
                "bench",
                "models/staging/stg_customer_orders_" + i + ".sql",
                null,
                "sql",
                "protected",
                null,
                false,
                false,
                now,
                now,
                null,
                null,
                null,
                "checksum" + i,
                List.of("dbt:bench"));
    }

    private static Column column(String capsule, int c) {
        return new Column(
                capsule,
                "column_number_" + c,
                "character varying",
                c + 1,
                c % 3 == 0 ? "Describes the column " + c : null,
                c == 0 ? "surrogate_key" : null,
                null,
                null,
                1,
                "both",
                null,
                List.of("dbt:bench"));
    }

    private static GraphChange change(List<Node> created, List<Node> updated, List<Edge> edges) {
        return new GraphChange(Optional.empty(), created, updated, List.of(), List.of(), edges, List.of(), List.of());
    }

    private static <T> T timed(String what, Supplier<T> work) {
        long begin = System.nanoTime();
        long processor = processorTime();
        T result = work.get();
        System.out.printf(
                "%s: %.2f s, %.2f s of processor time%n",
                what, (System.nanoTime() - begin) / 1e9, (processorTime() - processor) / 1e9);
        return result;
    }

    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
