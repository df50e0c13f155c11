package io.datacapsule.export;

import io.datacapsule.graph.SnapshotGraph.Vertex;
import io.datacapsule.model.NodeKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fill colours of drawn nodes, by layer of a capsule or by kind of node. */
final class LayerColors {

    private static final Map<String, String> FILLS = fills();

    private LayerColors() {}

    private static Map<String, String> fills() {
        Map<String, String> fills = new LinkedHashMap<>();
        fills.put("bronze", "#f0d9c0");
        fills.put("silver", "#e3e7ec");
        fills.put("gold", "#fbe9a9");
        fills.put("capsule", "#ffffff");
        fills.put("column", "#f7f7f7");
        fills.put("tag", "#dff3e4");
        fills.put("domain", "#dce9fb");
        fills.put("owner", "#f3e3f5");
        fills.put("data_product", "#fbe1e1");
        return fills;
    }

    /** All classes of nodes with their fill colours. */
    static Map<String, String> all() {
        return FILLS;
    }

    /** The class of a node: the layer of a capsule that has one, else the kind. */
    static String of(GraphElements elements, Vertex vertex) {
        String layer = vertex.kind() == NodeKind.CAPSULE ? elements.text(vertex, "layer") : "";
        return layer.isEmpty() ? GraphElements.kind(vertex) : layer;
    }

    /** The fill colour of a node. */
    static String fill(GraphElements elements, Vertex vertex) {
        return FILLS.getOrDefault(of(elements, vertex), "#ffffff");
    }
}
