package io.datacapsule.lineage;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.EdgeType;
import io.datacapsule.model.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The lineage of a capsule as the API answers it.
 *
 * @param root         URN of the capsule that was asked about
 * @param direction    upstream, downstream or both
 * @param depth        the distance within which nodes were looked for
 * @param nodes        the capsules found, the root first, then by distance
 * @param edges        every flow among them
 * @param complete     whether no limit left anything out
 * @param leftOut      what limits left out
 * @param revision     revision of the graph that this was read at
 */
public record LineageAnswer(
        String root,
        String direction,
        int depth,
        List<Node> nodes,
        List<Flow> edges,
        boolean complete,
        LeftOut leftOut,
        long revision)
        implements AnyLineage {

    private static final int CAPSULE_TYPE = NodeSchema.CAPSULE.index("capsule_type");
    private static final int LAYER = NodeSchema.CAPSULE.index("layer");
    private static final int DOMAIN = NodeSchema.CAPSULE.index("domain");

    private static final String FLOW = EdgeType.FLOWS_TO.name();

    /** Copies what could be changed from outside. */
    public LineageAnswer {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * A capsule in a lineage.
     *
     * @param urn         its URN
     * @param name        its name
     * @param capsuleType model, source, seed …
     * @param layer       bronze, silver, gold or null
     * @param domain      business domain
     * @param hasPii      whether one of its columns holds personal data
     * @param direction   root, upstream, downstream, or both in a cycle
     * @param depth       edges of the shortest path from the root
     * @param more        whether it stands at the depth limit and has neighbours further on
     */
    public record Node(
            String urn,
            String name,
            String capsuleType,
            @Nullable String layer,
            @Nullable String domain,
            boolean hasPii,
            String direction,
            int depth,
            boolean more) {}

    /**
     * Data flows between two capsules.
     *
     * @param from URN of the capsule that is read
     * @param to   URN of the capsule that reads it
     * @param type the type of the edge in the graph
     */
    public record Flow(String from, String to, String type) {}

    /**
     * What limits left out.
     *
     * @param nodes capsules within the depth that the limit of nodes left out
     * @param open  capsules at the depth limit that have neighbours further on; they are marked {@code more}
     */
    public record LeftOut(int nodes, int open) {}

    /** The answer that tells this lineage of capsules. */
    public static LineageAnswer of(Lineage lineage) {
        GraphSnapshot graph = lineage.snapshot();
        List<Node> nodes = new ArrayList<>(lineage.nodes());
        for (int node = 0; node < lineage.nodes(); node++) {
            nodes.add(node(graph, lineage, node));
        }
        List<Flow> edges = new ArrayList<>(lineage.edges());
        for (int edge = 0; edge < lineage.edges(); edge++) {
            edges.add(new Flow(
                    nodes.get(lineage.source(edge)).urn(),
                    nodes.get(lineage.target(edge)).urn(),
                    FLOW));
        }
        return new LineageAnswer(
                nodes.getFirst().urn(),
                lineage.query().direction().word(),
                lineage.query().depth(),
                nodes,
                edges,
                lineage.complete(),
                new LeftOut(lineage.omittedNodes(), lineage.openNodes()),
                graph.revision().number());
    }

    private static Node node(GraphSnapshot graph, Lineage lineage, int node) {
        int row = lineage.row(node);
        return new Node(
                graph.urn(NodeKind.CAPSULE, row),
                graph.name(NodeKind.CAPSULE, row),
                String.valueOf(graph.value(NodeKind.CAPSULE, row, CAPSULE_TYPE)),
                (String) graph.value(NodeKind.CAPSULE, row, LAYER),
                (String) graph.value(NodeKind.CAPSULE, row, DOMAIN),
                graph.personalColumns(row) > 0,
                lineage.side(node).name().toLowerCase(Locale.ROOT),
                lineage.depth(node),
                lineage.more(node));
    }
}
