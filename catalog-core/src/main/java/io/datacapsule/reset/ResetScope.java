package io.datacapsule.reset;

import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a reset takes away. Keys, the audit trail and the schema stay in every case. What a capsule says of its domain and owner is
 * a property of the capsule as well, and that a column or a task is in its capsule is no edge that could go alone: such edges go
 * with their nodes only.
 */
public enum ResetScope {
    /** The whole graph, and the history of ingestions. */
    ALL(EnumSet.allOf(NodeKind.class), EnumSet.allOf(Relation.class), true),
    /** Capsules and columns with every edge of theirs; tags, domains, owners, data products and the history stay. */
    CAPSULES(
            EnumSet.of(NodeKind.CAPSULE, NodeKind.COLUMN),
            EnumSet.complementOf(EnumSet.of(Relation.PRODUCT_IN_DOMAIN)),
            false),
    /** Lineage between capsules and between columns. */
    LINEAGE(EnumSet.noneOf(NodeKind.class), Relations.LINEAGE, false),
    /** Lineage, tagging, and membership in data products; all nodes stay. */
    EDGES(EnumSet.noneOf(NodeKind.class), Relations.EDGES, false),
    /** Violations of conformance rules. This version stores none, so there is nothing to take away. */
    VIOLATIONS(EnumSet.noneOf(NodeKind.class), EnumSet.noneOf(Relation.class), false),
    /** The history of ingestions, with the uploads that are kept for a retry. */
    JOBS(EnumSet.noneOf(NodeKind.class), EnumSet.noneOf(Relation.class), true);

    private final Set<NodeKind> kinds;
    private final Set<Relation> relations;
    private final boolean jobs;

    ResetScope(Set<NodeKind> kinds, Set<Relation> relations, boolean jobs) {
        this.kinds = kinds;
        this.relations = relations;
        this.jobs = jobs;
    }

    /** The kinds of node that go. */
    Set<NodeKind> kinds() {
        return kinds;
    }

    /** The relations whose edges go, those that go with their nodes included. */
    Set<Relation> relations() {
        return relations;
    }

    /** Whether the history of ingestions goes. */
    public boolean coversJobs() {
        return jobs;
    }

    /** Whether anything of the graph goes. */
    boolean coversGraph() {
        return !relations.isEmpty();
    }

    /** The word used in the API: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words of all of them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ResetScope::word).toList();
    }

    /** The scope of that word. */
    public static Optional<ResetScope> of(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }

    private static final class Relations {

        private static final Set<Relation> LINEAGE =
                EnumSet.of(Relation.FLOWS_TO, Relation.DERIVED_FROM, Relation.INFLUENCED_BY);

        private static final Set<Relation> EDGES = EnumSet.of(
                Relation.FLOWS_TO,
                Relation.DERIVED_FROM,
                Relation.INFLUENCED_BY,
                Relation.CAPSULE_TAGGED,
                Relation.COLUMN_TAGGED,
                Relation.PART_OF);
    }
}
