package io.datacapsule.query;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.NodeKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many columns hold which kind of personal data. Projects may name kinds of their own, so only the most frequent are told apart. */
public final class PersonalDataCounts {

    private static final int PII_TYPE = NodeSchema.COLUMN.index("pii_type");
    private static final int MOST = 50;
    private static final int LONGEST = 60;

    private PersonalDataCounts() {}

    /** A token that two graphs share only if these counts are the same for both. */
    public static Object version(GraphSnapshot graph) {
        return graph.version(NodeKind.COLUMN, PII_TYPE);
    }

    /** Columns by kind, at most 50 kinds; all others, and kinds with very long names, count as {@code other}. */
    public static Map<String, Long> of(GraphSnapshot graph) {
        Counts counts = new Counts();
        long all = 0;
        for (int row = 0; row < graph.rows(NodeKind.COLUMN); row++) {
            if (graph.alive(NodeKind.COLUMN, row)) {
                Object type = graph.value(NodeKind.COLUMN, row, PII_TYPE);
                counts.add(type);
                all += type == null ? 0 : 1;
            }
        }
        Map<String, Long> told = new LinkedHashMap<>(counts.top(MOST));
        told.keySet().removeIf(type -> type.length() > LONGEST || type.equals("other"));
        long others = all - told.values().stream().mapToLong(Long::longValue).sum();
        if (others > 0) {
            told.put("other", others);
        }
        return told;
    }
}
