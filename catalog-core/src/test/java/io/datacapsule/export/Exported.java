package io.datacapsule.export;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.Column;
import io.datacapsule.model.DataProduct;
import io.datacapsule.model.Domain;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Owner;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an export should say, or what a consumer read in it: all properties as text, in an order of their own.
 *
 * @param nodes by URN
 * @param edges with {@code from}, {@code to} and {@code type}
 */
record Exported(Map<String, Map<String, String>> nodes, List<Map<String, String>> edges) {

    Exported {
        edges = edges.stream().sorted(Comparator.comparing(Map::toString)).toList();
    }

    /** What everything of these kinds in a snapshot should look like, each text as a format keeps it. */
    static Exported of(GraphSnapshot snapshot, Set<NodeKind> kinds, UnaryOperator<String> text) {
        Map<String, Map<String, String>> nodes = new TreeMap<>();
        List<Map<String, String>> edges = new ArrayList<>();
        for (NodeKind kind : kinds) {
            for (int row = 0; row < snapshot.rows(kind); row++) {
                if (snapshot.alive(kind, row)) {
                    Map<String, String> node = node(snapshot, snapshot.node(kind, row), text);
                    nodes.put(node.get("urn"), node);
                }
            }
        }
        for (Relation relation : EnumSet.complementOf(EnumSet.of(Relation.INFLUENCED_BY))) {
            if (kinds.contains(relation.from()) && kinds.contains(relation.to())) {
                var out = snapshot.out(relation);
                for (int row = 0; row < snapshot.rows(relation.from()); row++) {
                    for (int i = 0; i < out.degree(row); i++) {
                        Map<String, String> edge = new TreeMap<>();
                        edge.put("from", text.apply(CleanText.urn(snapshot.urn(relation.from(), row))));
                        edge.put("to", text.apply(CleanText.urn(snapshot.urn(relation.to(), out.neighbour(row, i)))));
                        edge.put("type", relation.type().name());
                        out.properties(row, i).attributes().forEach((k, v) -> edge.put(k, text.apply(v)));
                        edges.add(edge);
                    }
                }
            }
        }
        return new Exported(nodes, edges);
    }

    private static Map<String, String> node(GraphSnapshot snapshot, Node node, UnaryOperator<String> text) {
        Map<String, @Nullable String> raw = new TreeMap<>();
        raw.put("urn", CleanText.urn(node.urn()));
        raw.put("name", node.name());
        raw.put("kind", node.kind().name().toLowerCase(java.util.Locale.ROOT));
        raw.put("type", raw.get("kind"));
        switch (node) {
            case Capsule c -> {
                raw.put("type", c.type().word());
                raw.put("layer", c.layer() == null ? null : c.layer().word());
                raw.put("domain", c.domain());
                raw.put("owner", c.owner());
                raw.put("materialization", c.materialization());
                raw.put("description", c.description());
                raw.put("version", c.version());
                List<Column> columns = snapshot.columns(snapshot.find(NodeKind.CAPSULE, c.urn()));
                raw.put("column_count", String.valueOf(columns.size()));
                raw.put("has_pii", String.valueOf(columns.stream().anyMatch(column -> column.piiType() != null)));
            }
            case Column c -> {
                raw.put("data_type", c.dataType());
                raw.put("semantic_type", c.semanticType());
                raw.put("pii_type", c.piiType());
                raw.put("description", c.description());
            }
            case Tag t -> {
                raw.put("category", t.category());
                raw.put("sensitivity_level", t.sensitivityLevel());
                raw.put("description", t.description());
            }
            case Domain d -> {
                raw.put("owner", d.owner());
                raw.put("description", d.description());
            }
            case Owner o -> raw.put("email", o.email());
            case DataProduct p -> {
                raw.put("version", p.version());
                raw.put("status", p.status());
                raw.put("domain", p.domain());
                raw.put("owner", p.owner());
                raw.put("description", p.description());
            }
        }
        return raw.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> text.apply(entry.getValue()), (a, b) -> a, TreeMap::new));
    }

    /** One line of visible characters per node and per edge, so that a difference is easy to see. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        nodes.forEach((urn, node) -> lines.add(visible(node)));
        edges.forEach(edge -> lines.add(visible(edge)));
        return lines;
    }

    private static String visible(Map<String, String> element) {
        StringBuilder line = new StringBuilder();
        element.toString()
                .chars()
                .forEach(
                        c -> line.append(c > ' ' && c < 0x7F || c == ' ' ? "" + (char) c : String.format("<%04x>", c)));
        return line.toString();
    }
}
