package io.datacapsule.query;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.NodeKind;
import java.util.Map;

/**
 * Figures of all columns; all 0 and empty for an empty graph. Maps stand with the highest count first and hold at most 50
 * values.
 *
 * @param total          columns
 * @param withPii        columns that hold personal data
 * @param byPiiType      by kind of personal data
 * @param bySemanticType by semantic type
 * @param byDataType     by data type
 * @param described      columns with a description
 * @param tested         columns with tests
 * @param docCoverage    share with a description, 0 to 1
 * @param revision       revision of the graph that this was read at
 */
public record ColumnStatistics(
        long total,
        long withPii,
        Map<String, Long> byPiiType,
        Map<String, Long> bySemanticType,
        Map<String, Long> byDataType,
        long described,
        long tested,
        double docCoverage,
        long revision) {

    private static final int PII_TYPE = NodeSchema.COLUMN.index("pii_type");
    private static final int SEMANTIC_TYPE = NodeSchema.COLUMN.index("semantic_type");
    private static final int DATA_TYPE = NodeSchema.COLUMN.index("data_type");
    private static final int DESCRIPTION = NodeSchema.COLUMN.index("description");
    private static final int TESTS = NodeSchema.COLUMN.index("test_count");
    private static final int MOST = 50;

    /** The figures of a snapshot. */
    public static ColumnStatistics of(GraphSnapshot graph) {
        Counts piiTypes = new Counts();
        Counts semanticTypes = new Counts();
        Counts dataTypes = new Counts();
        long withPii = 0;
        long described = 0;
        long tested = 0;
        for (int row = 0; row < graph.rows(NodeKind.COLUMN); row++) {
            if (graph.alive(NodeKind.COLUMN, row)) {
                Object piiType = graph.value(NodeKind.COLUMN, row, PII_TYPE);
                piiTypes.add(piiType);
                withPii += piiType == null ? 0 : 1;
                semanticTypes.add(graph.value(NodeKind.COLUMN, row, SEMANTIC_TYPE));
                dataTypes.add(graph.value(NodeKind.COLUMN, row, DATA_TYPE));
                described += graph.value(NodeKind.COLUMN, row, DESCRIPTION) == null ? 0 : 1;
                tested += Values.number(graph.value(NodeKind.COLUMN, row, TESTS)) > 0 ? 1 : 0;
            }
        }
        long total = graph.count(NodeKind.COLUMN);
        return new ColumnStatistics(
                total,
                withPii,
                piiTypes.top(MOST),
                semanticTypes.top(MOST),
                dataTypes.top(MOST),
                described,
                tested,
                Links.ratio(described, total),
                graph.revision().number());
    }
}
