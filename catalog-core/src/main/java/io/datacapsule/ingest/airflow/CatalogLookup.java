package io.datacapsule.ingest.airflow;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.model.NodeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the capsules that are meant by the names of data, in one graph. Not for several threads. */
final class CatalogLookup {

    /**
     * What was found.
     *
     * @param urns    of capsules; empty if there is a problem
     * @param code    of the warning; empty without one
     * @param problem a sentence for people
     */
    record Answer(List<String> urns, String code, String problem) {

        /** Nothing was asked, so nothing is wrong. */
        static final Answer NOTHING = new Answer(List.of(), "", "");

        Answer {
            urns = List.copyOf(urns);
        }

        static Answer of(List<String> urns) {
            return new Answer(urns, "", "");
        }

        static Answer problem(String code, String problem) {
            return new Answer(List.of(), code, problem);
        }

        List<JobWarning> warnings(String path) {
            return code.isEmpty() ? List.of() : List.of(new JobWarning(code, path, problem));
        }
    }

    private final GraphSnapshot graph;
    private final Set<String> own;
    private final TableIndex tables;
    private final DbtSelection dbt;
    private final Map<DataRef, Answer> answers = new HashMap<>();

    /** {@code own} are capsules that will be in the graph as well. */
    CatalogLookup(GraphSnapshot graph, Set<String> own) {
        this.graph = graph;
        this.own = own;
        this.tables = new TableIndex(graph);
        this.dbt = new DbtSelection(new DbtIndex(graph));
    }

    Answer find(DataRef data) {
        return answers.computeIfAbsent(data, this::look);
    }

    private Answer look(DataRef data) {
        return switch (data) {
            case DataRef.ByUrn named -> byUrn(named.urn());
            case DataRef.Table table -> table(table);
            case DataRef.Dbt selection -> dbt.of(selection);
            case DataRef.Unknown unknown -> Answer.NOTHING;
        };
    }

    private Answer byUrn(String urn) {
        return own.contains(urn) || graph.find(NodeKind.CAPSULE, urn) >= 0
                ? Answer.of(List.of(urn))
                : Answer.problem("unknown_capsule", "Left out: the catalog has no capsule " + urn);
    }

    private Answer table(DataRef.Table table) {
        TableIndex.Match match = tables.find(table.name());
        if (match.ambiguous()) {
            return Answer.problem(
                    "ambiguous_table", "Left out: several tables of the catalog fit the name " + table.shown());
        }
        return match.urns().isEmpty()
                ? Answer.problem("unknown_table", "Left out: the catalog has no table " + table.shown())
                : Answer.of(match.urns());
    }
}
