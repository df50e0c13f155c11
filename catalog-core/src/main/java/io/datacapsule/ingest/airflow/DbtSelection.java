package io.datacapsule.ingest.airflow;

import io.datacapsule.ingest.airflow.CatalogLookup.Answer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** What dbt commands select of the nodes of an index. */
final class DbtSelection {

    private static final int LONGEST_SHOWN = 100;

    private final DbtIndex index;

    DbtSelection(DbtIndex index) {
        this.index = index;
    }

    /** The capsules that a command works on, or why that cannot be told. */
    Answer of(DataRef.Dbt command) {
        BitSet scope = new BitSet();
        command.types().forEach(type -> scope.or(index.type(type)));
        BitSet project = index.project(command.project());
        boolean projectKnown = !project.isEmpty();
        if (projectKnown) {
            scope.and(project);
        } else if (command.select().isEmpty() && index.projects() != 1) {
            return Answer.problem(
                    "unknown_dbt_project",
                    "Left out: all that dbt builds; the catalog has " + index.projects()
                            + " dbt projects, and the command names the folder of none");
        }
        BitSet selected = new BitSet();
        if (command.select().isEmpty()) {
            selected.or(scope);
        }
        Optional<Answer> problem = select(command.select(), scope, selected, projectKnown);
        BitSet excluded = new BitSet();
        if (problem.isEmpty()) {
            problem = select(command.exclude(), scope, excluded, true)
                    .filter(answer -> answer.code().equals("unread_dbt_selector"));
        }
        selected.andNot(excluded);
        return problem.orElseGet(
                () -> Answer.of(selected.stream().mapToObj(index::urn).sorted().toList()));
    }

    /** Adds what any of the selectors selects; stops at the first problem. */
    private Optional<Answer> select(List<String> selectors, BitSet scope, BitSet selected, boolean projectKnown) {
        for (String selector : selectors) {
            BitSet common = (BitSet) scope.clone();
            for (String part : selector.split(",", -1)) {
                DbtSelector parsed = DbtSelector.parse(part);
                if (parsed == null) {
                    return problem("unread_dbt_selector", part, "is not one by name, path, package, tag or source");
                }
                BitSet found = index.select(parsed);
                found.and(scope);
                if (found.isEmpty()) {
                    return problem("unknown_dbt_node", part, "selects nothing that the catalog has");
                }
                if (!projectKnown && index.projectsOf(found) > 1) {
                    return problem("ambiguous_dbt_node", part, "selects nodes of several dbt projects");
                }
                common.and(found);
            }
            selected.or(common);
        }
        return Optional.empty();
    }

    private static Optional<Answer> problem(String code, String selector, String why) {
        String shown = AirflowNames.clean(
                selector.length() > LONGEST_SHOWN ? selector.substring(0, LONGEST_SHOWN) + "…" : selector);
        return Optional.of(Answer.problem(code, "Left out: the dbt selector '" + shown + "' " + why));
    }
}
