package io.datacapsule.api.airflow;

import com.google.re2j.Pattern;
import io.datacapsule.ingest.airflow.AirflowDag;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which DAGs of an instance are wanted.
 *
 * @param regex           to be found at the beginning of a DAG's id; null lets all pass
 * @param allowed         the only ids to take; empty lets all pass
 * @param denied          ids to leave out
 * @param includePaused   whether to take paused DAGs
 * @param includeInactive whether to take DAGs whose files are gone
 */
record DagFilter(
        @Nullable Pattern regex,
        Set<String> allowed,
        Set<String> denied,
        boolean includePaused,
        boolean includeInactive) {

    /** Why a DAG is left out. */
    enum Reason {
        PAUSED("paused", "paused DAGs are left out; --include-paused (include_paused) takes them"),
        INACTIVE("inactive", "inactive DAGs are left out; --include-inactive (include_inactive) takes them"),
        REGEX("other_name", "DAGs are left out because --dag-regex (dag_id_regex) does not match their ids"),
        LIST("not_listed", "DAGs are left out by --dag-allowlist or --dag-denylist (dag_allowlist, dag_denylist)");

        private final String word;
        private final String sentence;

        Reason(String word, String sentence) {
            this.word = word;
            this.sentence = sentence;
        }

        /** As codes of warnings have it. */
        String code() {
            return "left_out_" + word;
        }

        /** What follows the number of DAGs. */
        String sentence() {
            return sentence;
        }
    }

    DagFilter {
        allowed = Set.copyOf(allowed);
        denied = Set.copyOf(denied);
    }

    /** Why that DAG is left out; empty if it is wanted. */
    Optional<Reason> reason(AirflowDag dag) {
        if (denied.contains(dag.id()) || (!allowed.isEmpty() && !allowed.contains(dag.id()))) {
            return Optional.of(Reason.LIST);
        }
        if (regex != null && !regex.matcher(dag.id()).lookingAt()) {
            return Optional.of(Reason.REGEX);
        }
        if (!includeInactive && !dag.active()) {
            return Optional.of(Reason.INACTIVE);
        }
        return !includePaused && dag.paused() ? Optional.of(Reason.PAUSED) : Optional.empty();
    }
}
