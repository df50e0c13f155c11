package io.datacapsule.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Says which DAGs of an instance are wanted. */
class DagChoice {

    @Option(
            names = "--dag-regex",
            paramLabel = "REGEX",
            description = "Take the DAGs whose ids begin with what this regular expression (RE2) matches.")
    private @Nullable String dagRegex;

    @ArgGroup
    private @Nullable Ids ids;

    @Option(names = "--include-paused", description = "Take paused DAGs too.")
    private boolean includePaused;

    @Option(names = "--include-inactive", description = "Take DAGs too whose files are gone.")
    private boolean includeInactive;

    /** Ids to take or to leave out; not both. */
    static final class Ids {

        @Option(
                names = "--dag-allowlist",
                paramLabel = "ID",
                split = ",",
                description = "Take these DAGs only; ids with commas between. Not together with --dag-denylist.")
        private @Nullable List<String> allowed;

        @Option(
                names = "--dag-denylist",
                paramLabel = "ID",
                split = ",",
                description = "Leave these DAGs out; ids with commas between.")
        private @Nullable List<String> denied;
    }

    /** Adds what was said. */
    void addTo(ObjectNode request) {
        if (dagRegex != null) {
            request.put("dag_id_regex", dagRegex);
        }
        if (ids != null && ids.allowed != null) {
            ids.allowed.forEach(request.putArray("dag_allowlist")::add);
        }
        if (ids != null && ids.denied != null) {
            ids.denied.forEach(request.putArray("dag_denylist")::add);
        }
        request.put("include_paused", includePaused).put("include_inactive", includeInactive);
    }
}
