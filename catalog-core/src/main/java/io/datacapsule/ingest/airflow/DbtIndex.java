package io.datacapsule.ingest.airflow;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The dbt nodes of a graph, as rows, by all that selectors compare. */
final class DbtIndex {

    private static final int NAME = NodeSchema.CAPSULE.index("name");
    private static final int TYPE = NodeSchema.CAPSULE.index("capsule_type");
    private static final int SYSTEM = NodeSchema.CAPSULE.index("source_system");
    private static final int INSTANCE = NodeSchema.CAPSULE.index("source_instance");
    private static final int PACKAGE = NodeSchema.CAPSULE.index("package_name");
    private static final int FILE = NodeSchema.CAPSULE.index("original_file_path");
    private static final int EXTERNAL = NodeSchema.CAPSULE.index("external");
    private static final int UNIQUE_ID = NodeSchema.CAPSULE.index("unique_id");

    private static final BitSet NONE = new BitSet();

    private final GraphSnapshot graph;
    private final BitSet all = new BitSet();
    private final Map<String, BitSet> byType = new HashMap<>();
    private final Map<String, BitSet> byProject = new HashMap<>();
    private final Map<String, BitSet> byName = new HashMap<>();
    private final Map<String, BitSet> byId = new HashMap<>();
    private final Map<String, BitSet> byPackage = new HashMap<>();
    private final Map<String, BitSet> byFolder = new HashMap<>();
    private final Set<String> described = new HashSet<>();

    DbtIndex(GraphSnapshot graph) {
        this.graph = graph;
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
            if (graph.alive(NodeKind.CAPSULE, row) && isDbt(row)) {
                add(row);
            }
        }
    }

    private void add(int row) {
        all.set(row);
        add(byType, text(row, TYPE), row);
        add(byProject, folded(text(row, INSTANCE)), row);
        add(byName, text(row, NAME), row);
        add(byId, text(row, UNIQUE_ID), row);
        add(byPackage, text(row, PACKAGE), row);
        for (String folder : text(row, FILE).split("/")) {
            add(byFolder, folder, row);
        }
        if (!Boolean.TRUE.equals(graph.value(NodeKind.CAPSULE, row, EXTERNAL))) {
            described.add(folded(text(row, INSTANCE)));
        }
    }

    private static void add(Map<String, BitSet> index, String key, int row) {
        index.computeIfAbsent(key, k -> new BitSet()).set(row);
    }

    private boolean isDbt(int row) {
        return "dbt".equals(graph.value(NodeKind.CAPSULE, row, SYSTEM));
    }

    private String text(int row, int property) {
        Object value = graph.value(NodeKind.CAPSULE, row, property);
        return value == null ? "" : value.toString();
    }

    /** Folders are often spelled with other separators than the projects in them. */
    private static String folded(String project) {
        return project.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** How many projects were ingested themselves. */
    int projects() {
        return described.size();
    }

    /** Of how many projects these are. */
    long projectsOf(BitSet rows) {
        return rows.stream().mapToObj(row -> text(row, INSTANCE)).distinct().count();
    }

    String urn(int row) {
        return graph.urn(NodeKind.CAPSULE, row);
    }

    /** Those of a type; not to be changed. */
    BitSet type(String type) {
        return byType.getOrDefault(type, NONE);
    }

    /** Those of the project that a folder of that name holds; not to be changed. */
    BitSet project(String folder) {
        return byProject.getOrDefault(folded(folder), NONE);
    }

    /** What a selector selects, whatever its type and project. */
    BitSet select(DbtSelector selector) {
        String value = selector.value();
        BitSet base = switch (selector.method()) {
            case TAG -> tagged(value);
            case PATH -> under(value);
            case PACKAGE -> byPackage.getOrDefault(value, NONE);
            case SOURCE -> source(value);
            case NAME -> named(value);
        };
        BitSet found = (BitSet) base.clone();
        found.or(around(base, graph.in(Relation.FLOWS_TO), selector.ancestors()));
        found.or(around(base, graph.out(Relation.FLOWS_TO), selector.descendants()));
        return found;
    }

    private BitSet tagged(String tag) {
        BitSet found = new BitSet();
        int row = graph.find(NodeKind.TAG, Urn.catalog("tag", tag));
        Adjacency carriers = graph.in(Relation.CAPSULE_TAGGED);
        for (int i = 0; row >= 0 && i < carriers.degree(row); i++) {
            found.set(carriers.neighbour(row, i));
        }
        found.and(all);
        return found;
    }

    private BitSet under(String path) {
        String folder = path.endsWith("/") ? path : path + "/";
        BitSet found = new BitSet();
        all.stream()
                .filter(row -> {
                    String file = text(row, FILE);
                    return file.equals(path) || file.startsWith(folder);
                })
                .forEach(found::set);
        return found;
    }

    private BitSet source(String value) {
        BitSet found = new BitSet();
        type("source").stream()
                .filter(row -> (text(row, UNIQUE_ID) + ".").contains("." + value + "."))
                .forEach(found::set);
        return found;
    }

    /** As dbt reads a bare word: the name of a node, also with its version, its unique id, a full name, a package or a folder. */
    private BitSet named(String value) {
        BitSet found = byName.get(value);
        if (found == null) {
            found = byName.get(value.replaceFirst("[._]v([0-9A-Za-z]+)$", "@v$1"));
        }
        if (found == null) {
            found = byId.get(value);
        }
        if (found == null && value.indexOf('.') > 0) {
            BitSet qualified = (BitSet) byName.getOrDefault(value.substring(value.lastIndexOf('.') + 1), NONE)
                    .clone();
            qualified.and(byPackage.getOrDefault(value.substring(0, value.indexOf('.')), NONE));
            return qualified;
        }
        if (found == null) {
            found = byPackage.get(value);
        }
        return found == null ? byFolder.getOrDefault(value, NONE) : found;
    }

    /** What is reached over at most that many edges between nodes of dbt. */
    private BitSet around(BitSet from, Adjacency edges, int depth) {
        BitSet seen = (BitSet) from.clone();
        BitSet level = from;
        for (int step = 0; step < depth && !level.isEmpty(); step++) {
            BitSet next = new BitSet();
            level.stream().forEach(row -> {
                for (int i = 0; i < edges.degree(row); i++) {
                    int neighbour = edges.neighbour(row, i);
                    if (!seen.get(neighbour) && all.get(neighbour)) {
                        next.set(neighbour);
                    }
                }
            });
            seen.or(next);
            level = next;
        }
        return seen;
    }
}
