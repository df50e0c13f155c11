package io.datacapsule.lineage;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.EdgeType;
import io.datacapsule.model.NodeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lineage of columns as the API answers it.
 *
 * @param root       URN of the column, or of the capsule whose columns were asked about
 * @param level      column
 * @param direction  upstream, downstream or both
 * @param depth      the distance within which nodes were looked for
 * @param nodes      the columns found, the roots first, then by distance
 * @param edges      every derivation among them, drawn from the derived column to the one that it comes from
 * @param complete   whether no limit left anything out and all that the SQL of these columns says was understood
 * @param leftOut    what was left out
 * @param unresolved the capsules among them of whose column lineage something could not be told, at most 100
 * @param revision   revision of the graph that this was read at
 */
public record ColumnLineageAnswer(
        String root,
        String level,
        String direction,
        int depth,
        List<Node> nodes,
        List<Derivation> edges,
        boolean complete,
        LeftOut leftOut,
        List<Gap> unresolved,
        long revision)
        implements AnyLineage {

    private static final int LISTED = 100;
    private static final int CAPSULE_TYPE = NodeSchema.CAPSULE.index("capsule_type");
    private static final int LAYER = NodeSchema.CAPSULE.index("layer");
    private static final int DATA_TYPE = NodeSchema.COLUMN.index("data_type");
    private static final int SEMANTIC_TYPE = NodeSchema.COLUMN.index("semantic_type");
    private static final int PII_TYPE = NodeSchema.COLUMN.index("pii_type");
    private static final int STATUS = NodeSchema.CAPSULE.index("column_lineage");
    private static final int REASON = NodeSchema.CAPSULE.index("column_lineage_reason");
    private static final int UNRESOLVED = NodeSchema.CAPSULE.index("unresolved_columns");

    /** Copies what could be changed from outside. */
    public ColumnLineageAnswer {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        unresolved = List.copyOf(unresolved);
    }

    /**
     * A column in a lineage.
     *
     * @param urn          its URN
     * @param name         its name
     * @param capsuleUrn   URN of the capsule that contains it
     * @param capsuleName  name of that capsule
     * @param capsuleType  model, source, seed …
     * @param layer        bronze, silver, gold or null
     * @param dataType     as the warehouse or the contract says
     * @param semanticType pii, surrogate_key …
     * @param piiType      kind of personal data, if any
     * @param direction    root, upstream, downstream, or both in a cycle
     * @param depth        edges of the shortest path from a root
     * @param more         whether it stands at the depth limit and has neighbours further on
     */
    public record Node(
            String urn,
            String name,
            String capsuleUrn,
            String capsuleName,
            String capsuleType,
            @Nullable String layer,
            @Nullable String dataType,
            @Nullable String semanticType,
            @Nullable String piiType,
            String direction,
            int depth,
            boolean more) {}

    /**
     * A column comes from another, or depends on it.
     *
     * @param from           URN of the derived column
     * @param to             URN of the column that it comes from
     * @param type           DERIVED_FROM, or INFLUENCED_BY where the other only decides about it
     * @param transformation IDENTITY, TRANSFORMATION, AGGREGATION; CONDITIONAL or WINDOW where the other only decides
     * @param kind           DIRECT or INDIRECT
     * @param masking        whether a function that hashes, masks, encrypts or redacts lies between
     * @param confidence     resolved, or ambiguous if other readings are possible
     * @param lineageSource  sql, if it was derived from SQL; dbt, if dbt found it itself
     * @param expression     what the SQL does, if expressions were asked for and it does more than pass the value on
     */
    public record Derivation(
            String from,
            String to,
            String type,
            @Nullable String transformation,
            @Nullable String kind,
            boolean masking,
            @Nullable String confidence,
            @Nullable String lineageSource,
            @Nullable String expression) {}

    /**
     * What was left out.
     *
     * @param nodes      columns within the depth that the limit of nodes left out
     * @param open       columns at the depth limit that have neighbours further on; they are marked {@code more}
     * @param unresolved columns and references in the SQL of these capsules that could not be told
     */
    public record LeftOut(int nodes, int open, int unresolved) {}

    /**
     * A capsule of whose column lineage something could not be told.
     *
     * @param capsule URN
     * @param status  partial or none
     * @param columns how much could not be told
     * @param reason  why
     */
    public record Gap(
            String capsule,
            String status,
            int columns,
            @Nullable String reason) {}

    /** The answer that tells this lineage of columns; {@code expressions} by URN of the derived and of the origin column. */
    public static ColumnLineageAnswer of(String root, Lineage lineage, Expressions expressions) {
        GraphSnapshot graph = lineage.snapshot();
        List<Node> nodes = new ArrayList<>(lineage.nodes());
        Map<Integer, Gap> gaps = new LinkedHashMap<>();
        for (int node = 0; node < lineage.nodes(); node++) {
            nodes.add(node(graph, lineage, node));
            int capsule = graph.capsuleOf(lineage.row(node));
            if (lacking(graph, capsule)) {
                gaps.computeIfAbsent(capsule, row -> gap(graph, row));
            }
        }
        List<Derivation> edges = new ArrayList<>(lineage.edges());
        for (int edge = 0; edge < lineage.edges(); edge++) {
            edges.add(derivation(
                    nodes.get(lineage.target(edge)).urn(),
                    nodes.get(lineage.source(edge)).urn(),
                    lineage.properties(edge),
                    expressions));
        }
        int untold = gaps.values().stream().mapToInt(Gap::columns).sum();
        return new ColumnLineageAnswer(
                root,
                "column",
                lineage.query().direction().word(),
                lineage.query().depth(),
                nodes,
                edges,
                lineage.complete() && gaps.isEmpty(),
                new LeftOut(lineage.omittedNodes(), lineage.openNodes(), untold),
                gaps.values().stream().limit(LISTED).toList(),
                graph.revision().number());
    }

    /** The answer about a capsule without known columns. */
    public static ColumnLineageAnswer without(GraphSnapshot graph, int capsule, Direction direction, int depth) {
        List<Gap> gaps = lacking(graph, capsule) ? List.of(gap(graph, capsule)) : List.of();
        return new ColumnLineageAnswer(
                graph.urn(NodeKind.CAPSULE, capsule),
                "column",
                direction.word(),
                depth,
                List.of(),
                List.of(),
                gaps.isEmpty(),
                new LeftOut(0, 0, gaps.stream().mapToInt(Gap::columns).sum()),
                gaps,
                graph.revision().number());
    }

    private static boolean lacking(GraphSnapshot graph, int capsule) {
        Object status = graph.value(NodeKind.CAPSULE, capsule, STATUS);
        return status != null && !status.equals("complete");
    }

    private static Gap gap(GraphSnapshot graph, int capsule) {
        Object columns = graph.value(NodeKind.CAPSULE, capsule, UNRESOLVED);
        return new Gap(
                graph.urn(NodeKind.CAPSULE, capsule),
                String.valueOf(graph.value(NodeKind.CAPSULE, capsule, STATUS)),
                columns instanceof Integer number ? number : 0,
                (String) graph.value(NodeKind.CAPSULE, capsule, REASON));
    }

    private static Derivation derivation(String from, String to, EdgeProperties properties, Expressions expressions) {
        Map<String, String> known = properties.attributes();
        boolean indirect = "INDIRECT".equals(known.get("kind"));
        return new Derivation(
                from,
                to,
                (indirect ? EdgeType.INFLUENCED_BY : EdgeType.DERIVED_FROM).name(),
                known.get("transformation"),
                known.get("kind"),
                Boolean.parseBoolean(known.get("masking")),
                known.get("confidence"),
                known.get("lineage_source"),
                indirect ? null : expressions.of(from, to));
    }

    private static Node node(GraphSnapshot graph, Lineage lineage, int node) {
        int row = lineage.row(node);
        int capsule = graph.capsuleOf(row);
        return new Node(
                graph.urn(NodeKind.COLUMN, row),
                graph.name(NodeKind.COLUMN, row),
                graph.urn(NodeKind.CAPSULE, capsule),
                graph.name(NodeKind.CAPSULE, capsule),
                String.valueOf(graph.value(NodeKind.CAPSULE, capsule, CAPSULE_TYPE)),
                (String) graph.value(NodeKind.CAPSULE, capsule, LAYER),
                (String) graph.value(NodeKind.COLUMN, row, DATA_TYPE),
                (String) graph.value(NodeKind.COLUMN, row, SEMANTIC_TYPE),
                (String) graph.value(NodeKind.COLUMN, row, PII_TYPE),
                lineage.side(node).name().toLowerCase(Locale.ROOT),
                lineage.depth(node),
                lineage.more(node));
    }
}
