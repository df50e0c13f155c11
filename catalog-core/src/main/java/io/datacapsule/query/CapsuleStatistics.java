package io.datacapsule.query;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.Map;

/**
 * Figures of all capsules; all 0 and empty for an empty graph. Maps stand with the highest count first and hold at most 100
 * values.
 *
 * @param total              capsules
 * @param byType             by capsule type
 * @param byLayer            by layer, without those that have none
 * @param bySourceSystem     by source system
 * @param bySourceInstance   by dbt project or Airflow instance
 * @param byDomain           by business domain
 * @param byMaterialization  by materialization
 * @param withPii            capsules with a column that holds personal data
 * @param withTests          capsules with tests
 * @param withDescription    capsules with a description
 * @param withOwner          capsules with an owner
 * @param withoutLayer       capsules without a layer that could have one, so no DAGs and tasks
 * @param columns            columns
 * @param piiColumns         columns that hold personal data
 * @param describedColumns   columns with a description
 * @param tests              tests
 * @param lineageEdges       flows between capsules
 * @param columnLineageEdges derivations between columns
 * @param byColumnLineage    capsules with SQL by how far their column lineage is known: complete, partial, none
 * @param unresolvedColumns  columns and references of SQL that could not be told
 * @param docCoverage        share of the columns with a description, 0 to 1
 * @param testCoverage       share of the capsules with tests, 0 to 1, DAGs and tasks aside
 * @param revision           revision of the graph that this was read at
 */
public record CapsuleStatistics(
        long total,
        Map<String, Long> byType,
        Map<String, Long> byLayer,
        Map<String, Long> bySourceSystem,
        Map<String, Long> bySourceInstance,
        Map<String, Long> byDomain,
        Map<String, Long> byMaterialization,
        long withPii,
        long withTests,
        long withDescription,
        long withOwner,
        long withoutLayer,
        long columns,
        long piiColumns,
        long describedColumns,
        long tests,
        long lineageEdges,
        long columnLineageEdges,
        Map<String, Long> byColumnLineage,
        long unresolvedColumns,
        double docCoverage,
        double testCoverage,
        long revision) {

    private static final int TYPE = NodeSchema.CAPSULE.index("capsule_type");
    private static final int LAYER = NodeSchema.CAPSULE.index("layer");
    private static final int SYSTEM = NodeSchema.CAPSULE.index("source_system");
    private static final int INSTANCE = NodeSchema.CAPSULE.index("source_instance");
    private static final int DOMAIN = NodeSchema.CAPSULE.index("domain");
    private static final int MATERIALIZATION = NodeSchema.CAPSULE.index("materialization");
    private static final int DESCRIPTION = NodeSchema.CAPSULE.index("description");
    private static final int OWNER = NodeSchema.CAPSULE.index("owner");
    private static final int TESTS = NodeSchema.CAPSULE.index("test_count");
    private static final int LINEAGE = NodeSchema.CAPSULE.index("column_lineage");
    private static final int UNRESOLVED = NodeSchema.CAPSULE.index("unresolved_columns");
    private static final int MOST = 100;

    /** The figures of a snapshot. */
    public static CapsuleStatistics of(GraphSnapshot graph) {
        return new Tally(graph).statistics();
    }

    /** One pass over all capsules. */
    private static final class Tally {

        private final GraphSnapshot graph;
        private final Counts types = new Counts();
        private final Counts layers = new Counts();
        private final Counts systems = new Counts();
        private final Counts instances = new Counts();
        private final Counts domains = new Counts();
        private final Counts materializations = new Counts();
        private final Counts lineages = new Counts();
        private long unresolved;
        private long withPii;
        private long withTests;
        private long withDescription;
        private long withOwner;
        private long withoutLayer;
        private long datasets;
        private long piiColumns;
        private long describedColumns;
        private long tests;
        private long flows;

        Tally(GraphSnapshot graph) {
            this.graph = graph;
            for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
                if (graph.alive(NodeKind.CAPSULE, row)) {
                    add(row);
                }
            }
        }

        private void add(int row) {
            types.add(graph.value(NodeKind.CAPSULE, row, TYPE));
            layers.add(graph.value(NodeKind.CAPSULE, row, LAYER));
            systems.add(graph.value(NodeKind.CAPSULE, row, SYSTEM));
            instances.add(graph.value(NodeKind.CAPSULE, row, INSTANCE));
            domains.add(graph.value(NodeKind.CAPSULE, row, DOMAIN));
            materializations.add(graph.value(NodeKind.CAPSULE, row, MATERIALIZATION));
            lineages.add(graph.value(NodeKind.CAPSULE, row, LINEAGE));
            unresolved += Values.number(graph.value(NodeKind.CAPSULE, row, UNRESOLVED));
            int testCount = Values.number(graph.value(NodeKind.CAPSULE, row, TESTS));
            withPii += graph.personalColumns(row) > 0 ? 1 : 0;
            withTests += testCount > 0 ? 1 : 0;
            withDescription += has(row, DESCRIPTION);
            withOwner += has(row, OWNER);
            boolean work = CapsuleType.of(String.valueOf(graph.value(NodeKind.CAPSULE, row, TYPE)))
                    .filter(CapsuleType::isWork)
                    .isPresent();
            datasets += work ? 0 : 1;
            withoutLayer += work ? 0 : 1 - has(row, LAYER);
            piiColumns += graph.personalColumns(row);
            describedColumns += graph.describedColumns(row);
            tests += testCount;
            flows += graph.out(Relation.FLOWS_TO).degree(row);
        }

        private int has(int row, int property) {
            return graph.value(NodeKind.CAPSULE, row, property) == null ? 0 : 1;
        }

        private long derivations() {
            long edges = 0;
            for (int row = 0; row < graph.rows(NodeKind.COLUMN); row++) {
                edges += graph.out(Relation.DERIVED_FROM).degree(row);
            }
            return edges;
        }

        CapsuleStatistics statistics() {
            long total = graph.count(NodeKind.CAPSULE);
            long columns = graph.count(NodeKind.COLUMN);
            return new CapsuleStatistics(
                    total,
                    types.top(MOST),
                    layers.top(MOST),
                    systems.top(MOST),
                    instances.top(MOST),
                    domains.top(MOST),
                    materializations.top(MOST),
                    withPii,
                    withTests,
                    withDescription,
                    withOwner,
                    withoutLayer,
                    columns,
                    piiColumns,
                    describedColumns,
                    tests,
                    flows,
                    derivations(),
                    lineages.top(MOST),
                    unresolved,
                    Links.ratio(describedColumns, columns),
                    Links.ratio(withTests, datasets),
                    graph.revision().number());
        }
    }
}
