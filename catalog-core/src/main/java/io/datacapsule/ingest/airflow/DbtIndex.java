package io.datacapsule.ingest.airflow;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The dbt nodes of a graph, and what simple selectors select of them. */
final class DbtIndex {

    private static final int NAME = NodeSchema.CAPSULE.index("name");
    private static final int TYPE = NodeSchema.CAPSULE.index("capsule_type");
    private static final int SYSTEM = NodeSchema.CAPSULE.index("source_system");
    private static final int INSTANCE = NodeSchema.CAPSULE.index("source_instance");
    private static final int PACKAGE = NodeSchema.CAPSULE.index("package_name");
    private static final int FILE = NodeSchema.CAPSULE.index("original_file_path");
    private static final int EXTERNAL = NodeSchema.CAPSULE.index("external");
    private static final int UNIQUE_ID = NodeSchema.CAPSULE.index("unique_id");

    private final GraphSnapshot graph;
    private final Map<String, BitSet> byType = new HashMap<>();
    private final Map<String, BitSet> byProject = new HashMap<>();
    private final Map<String, BitSet> byName = new HashMap<>();
    private final Set<String> described = new HashSet<>();

    DbtIndex(GraphSnapshot graph) {
        this.graph = graph;
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
            if (graph.alive(NodeKind.CAPSULE, row) && "dbt".equals(text(row, SYSTEM))) {
                add(byType, text(row, TYPE), row);
                add(byProject, project(text(row, INSTANCE)), row);
                if (!Boolean.TRUE.equals(graph.value(NodeKind.CAPSULE, row, EXTERNAL))) {
                    described.add(project(text(row, INSTANCE)));
                }
                add(byName, text(row, NAME), row);
            }
        }
    }

    private static void add(Map<String, BitSet> index, String key, int row) {
        index.computeIfAbsent(key, k -> new BitSet()).set(row);
    }

    private String text(int row, int property) {
        Object value = graph.value(NodeKind.CAPSULE, row, property);
        return value == null ? "" : value.toString();
    }

    /** Folders are often spelled with other separators than the projects in them. */
    private static String project(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** The capsules that a command works on, or why that cannot be told. */
    CatalogLookup.Answer select(DataRef.Dbt selection) {
        BitSet scope = new BitSet();
        selection.types().forEach(type -> scope.or(byType.getOrDefault(type, new BitSet())));
        BitSet project = byProject.get(project(selection.project()));
        if (project != null) {
            scope.and(project);
        }
        BitSet selected = new BitSet();
        if (selection.select().isEmpty()) {
            if (project == null && described.size() != 1) {
                return CatalogLookup.Answer.problem(
                        "unknown_dbt_project",
                        "Left out: the catalog has " + described.size()
                                + " dbt projects and the folder of none of them is named");
            }
            selected.or(scope);
        }
        for (String union : selection.select()) {
            CatalogLookup.Answer problem = union(union, scope, project != null, selected);
            if (!problem.code().isEmpty()) {
                return problem;
            }
        }
        BitSet excluded = new BitSet();
        for (String union : selection.exclude()) {
            CatalogLookup.Answer problem = union(union, scope, true, excluded);
            if (problem.code().equals("unread_dbt_selector")) {
                return problem;
            }
        }
        selected.andNot(excluded);
        return CatalogLookup.Answer.of(urns(selected));
    }

    private List<String> urns(BitSet rows) {
        TreeSet<String> urns = new TreeSet<>();
        rows.stream().forEach(row -> urns.add(graph.urn(NodeKind.CAPSULE, row)));
        return new ArrayList<>(urns);
    }

    private CatalogLookup.Answer union(String text, BitSet scope, boolean projectKnown, BitSet selected) {
        BitSet common = (BitSet) scope.clone();
        for (String part : text.split(",", -1)) {
            DbtSelector selector = DbtSelector.parse(part);
            if (selector == null) {
                return CatalogLookup.Answer.problem(
                        "unread_dbt_selector",
                        "Left out: the dbt selector '" + part + "' is not one of name, fqn, path, package, tag and +");
            }
            BitSet base = base(selector);
            BitSet found = (BitSet) base.clone();
            found.or(around(base, graph.in(Relation.FLOWS_TO), selector.ancestors()));
            found.or(around(base, graph.out(Relation.FLOWS_TO), selector.descendants()));
            found.and(scope);
            if (found.isEmpty()) {
                return CatalogLookup.Answer.problem(
                        "unknown_dbt_node", "Left out: the catalog has no dbt node that '" + part + "' selects");
            }
            if (!projectKnown && projects(found) > 1) {
                return CatalogLookup.Answer.problem(
                        "ambiguous_dbt_node", "Left out: several dbt projects have what '" + part + "' selects");
            }
            common.and(found);
        }
        selected.or(common);
        return CatalogLookup.Answer.NOTHING;
    }

    private long projects(BitSet rows) {
        return rows.stream().mapToObj(row -> text(row, INSTANCE)).distinct().count();
    }

    private BitSet base(DbtSelector selector) {
        String value = selector.value();
        return switch (selector.method()) {
            case TAG -> tagged(value);
            case PATH -> matching(row -> under(text(row, FILE), value));
            case PACKAGE -> matching(row -> text(row, PACKAGE).equals(value));
            case SOURCE ->
                matching(row ->
                        text(row, TYPE).equals("source") && (text(row, UNIQUE_ID) + ".").contains("." + value + "."));
            case NAME -> named(value);
        };
    }

    private interface Test {
        boolean holds(int row);
    }

    private BitSet matching(Test test) {
        BitSet found = new BitSet();
        byProject.values().forEach(rows -> rows.stream().filter(test::holds).forEach(found::set));
        return found;
    }

    private static boolean under(String file, String path) {
        String folder = path.endsWith("/") ? path : path + "/";
        return file.equals(path) || file.startsWith(folder);
    }

    private BitSet tagged(String tag) {
        Adjacency tags = graph.out(Relation.CAPSULE_TAGGED);
        return matching(row -> {
            for (int i = 0; i < tags.degree(row); i++) {
                if (graph.name(NodeKind.TAG, tags.neighbour(row, i)).equals(tag)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** As dbt reads a bare word: the name of a node, its last part with the version, its unique id, a package or a folder. */
    private BitSet named(String value) {
        BitSet found = byName.get(value);
        if (found == null) {
            found = byName.get(value.replaceFirst("[._]v([0-9A-Za-z]+)$", "@v$1"));
        }
        if (found == null) {
            found = matching(row -> text(row, UNIQUE_ID).equals(value));
        }
        if (found.isEmpty() && value.indexOf('.') > 0) {
            found = qualified(value);
        }
        return found.isEmpty() ? matching(row -> contains(row, value)) : found;
    }

    /** A name after its package, and its folders if it is a full one. */
    private BitSet qualified(String value) {
        String[] parts = value.split("\\.");
        BitSet named = (BitSet)
                byName.getOrDefault(parts[parts.length - 1], new BitSet()).clone();
        named.and(matching(row -> text(row, PACKAGE).equals(parts[0])));
        return named;
    }

    private boolean contains(int row, String folder) {
        return text(row, PACKAGE).equals(folder)
                || List.of(text(row, FILE).split("/")).contains(folder);
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
                    if (!seen.get(neighbour) && "dbt".equals(text(neighbour, SYSTEM))) {
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
