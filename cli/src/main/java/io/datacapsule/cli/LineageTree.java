package io.datacapsule.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Draws a lineage answer as two trees of text, one per direction. A node that is reached on several ways is drawn on each,
 * but what lies behind it only once, so that the drawing is never larger than the graph's edges and cycles end.
 */
final class LineageTree {

    private final Map<String, JsonNode> nodes = new LinkedHashMap<>();
    private final Map<String, List<String>> downstream = new HashMap<>();
    private final Map<String, List<String>> upstream = new HashMap<>();
    private final Map<String, String> marks = new HashMap<>();

    LineageTree(JsonNode lineage) {
        lineage.path("nodes").forEach(node -> nodes.put(Json.text(node, "urn"), node));
        for (JsonNode edge : lineage.path("edges")) {
            // DERIVED_FROM reads from the derived column to its origin, against the flow of the data.
            String type = Json.text(edge, "type");
            boolean against = type.equals("DERIVED_FROM") || type.equals("INFLUENCED_BY");
            String origin = Json.text(edge, against ? "to" : "from");
            String derived = Json.text(edge, against ? "from" : "to");
            downstream.computeIfAbsent(origin, key -> new ArrayList<>()).add(derived);
            upstream.computeIfAbsent(derived, key -> new ArrayList<>()).add(origin);
            mark(origin + ' ' + derived, edge);
        }
    }

    /** What happens to the value on its way, if it is not just passed on. */
    private void mark(String ends, JsonNode edge) {
        String transformation = Json.text(edge, "transformation");
        if (!transformation.isEmpty() && !transformation.equals("IDENTITY")) {
            String masked = edge.path("masking").asBoolean(false) ? ", masked" : "";
            marks.put(ends, "  [" + transformation.toLowerCase(Locale.ROOT) + masked + "]");
        }
    }

    /** The lines of the drawing, the root first. */
    List<String> lines(String root) {
        List<String> lines = new ArrayList<>();
        lines.add(label(root));
        draw("upstream", root, upstream, lines);
        draw("downstream", root, downstream, lines);
        return lines;
    }

    private void draw(String title, String root, Map<String, List<String>> neighbours, List<String> lines) {
        if (!neighbours.containsKey(root)) {
            return;
        }
        lines.add(title);
        Set<String> expanded = new HashSet<>(Set.of(root));
        Deque<Branch> open = new ArrayDeque<>();
        push(root, "", neighbours, open);
        while (!open.isEmpty()) {
            Branch branch = open.pop();
            boolean leaf = !neighbours.containsKey(branch.urn);
            boolean seen = !leaf && !expanded.add(branch.urn);
            lines.add(branch.indent
                    + (branch.last ? "└─ " : "├─ ")
                    + label(branch.urn)
                    + marks.getOrDefault(
                            branch.urn + ' ' + branch.from, marks.getOrDefault(branch.from + ' ' + branch.urn, ""))
                    + (seen ? " (see above)" : leaf ? more(branch.urn) : ""));
            if (!leaf && !seen) {
                push(branch.urn, branch.indent + (branch.last ? "   " : "│  "), neighbours, open);
            }
        }
    }

    private static void push(String urn, String indent, Map<String, List<String>> neighbours, Deque<Branch> open) {
        List<String> next = neighbours.getOrDefault(urn, List.of());
        for (int i = next.size() - 1; i >= 0; i--) {
            open.push(new Branch(next.get(i), urn, indent, i == next.size() - 1));
        }
    }

    /** A mark for a node behind which the lineage goes on, undrawn. */
    private String more(String urn) {
        JsonNode node = nodes.get(urn);
        return node != null && node.path("more").asBoolean(false) ? " …" : "";
    }

    private String label(String urn) {
        JsonNode node = nodes.get(urn);
        if (node == null) {
            return urn;
        }
        String capsule = Json.text(node, "capsule_name");
        String name = (capsule.isEmpty() ? "" : capsule + ".") + Json.text(node, "name");
        String type = Json.text(node, "capsule_type", "type", "kind");
        String layer = Json.text(node, "layer");
        String about = type.isEmpty() || layer.isEmpty() ? type + layer : type + ", " + layer;
        return (name.isEmpty() ? urn : name) + (about.isEmpty() ? "" : "  (" + about + ")");
    }

    private record Branch(String urn, String from, String indent, boolean last) {}
}
