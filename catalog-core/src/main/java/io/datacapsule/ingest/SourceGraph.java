package io.datacapsule.ingest;

import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Column;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one run of one source asserts, before it is compared with the graph.
 *
 * @param source       who asserts it, such as {@code dbt:shop}
 * @param sourceSystem {@code dbt} or {@code airflow}
 * @param sourceName   project or instance
 * @param capsules     in a stable order, each URN once
 * @param ownerEmails  where to reach owners of capsules, by their name; those without an address are absent
 * @param dialect      of the SQL in the capsules' details, as dbt names its adapter; empty if unknown
 * @param toldAt       when the source was in that state; null if unknown
 * @param told         column lineage that the source tells itself, by the URN of the derived capsule
 * @param links        its edges between capsules where capsules do not name them as {@code upstream}; null if they do
 * @param coverage     how much of the source the run saw
 */
public record SourceGraph(
        String source,
        String sourceSystem,
        String sourceName,
        List<AssertedCapsule> capsules,
        Map<String, String> ownerEmails,
        String dialect,
        @Nullable Instant toldAt,
        Map<String, ToldLineage> told,
        @Nullable SourceLinks links,
        Coverage coverage) {

    /** Copies what could be changed from outside. */
    public SourceGraph {
        capsules = List.copyOf(capsules);
        ownerEmails = Map.copyOf(ownerEmails);
        told = Map.copyOf(told);
    }

    /** What is asserted by a source that tells no addresses. */
    public SourceGraph(String source, String sourceSystem, String sourceName, List<AssertedCapsule> capsules) {
        this(source, sourceSystem, sourceName, capsules, Map.of());
    }

    /** What is asserted by a source without SQL. */
    public SourceGraph(
            String source,
            String sourceSystem,
            String sourceName,
            List<AssertedCapsule> capsules,
            Map<String, String> ownerEmails) {
        this(source, sourceSystem, sourceName, capsules, ownerEmails, "", null, Map.of());
    }

    /** What is asserted by a source whose capsules name their upstream, and that was read as a whole. */
    public SourceGraph(
            String source,
            String sourceSystem,
            String sourceName,
            List<AssertedCapsule> capsules,
            Map<String, String> ownerEmails,
            String dialect,
            @Nullable Instant toldAt,
            Map<String, ToldLineage> told) {
        this(source, sourceSystem, sourceName, capsules, ownerEmails, dialect, toldAt, told, null, Coverage.WHOLE);
    }

    /** The same with other capsules. */
    public SourceGraph with(List<AssertedCapsule> others) {
        return new SourceGraph(
                source, sourceSystem, sourceName, others, ownerEmails, dialect, toldAt, told, links, coverage);
    }

    /** The same with these edges between capsules, seen as far as told. */
    public SourceGraph with(SourceLinks found, Coverage seen) {
        return new SourceGraph(
                source, sourceSystem, sourceName, capsules, ownerEmails, dialect, toldAt, told, found, seen);
    }

    /**
     * A capsule with all that belongs to it.
     *
     * @param capsule         its properties; {@code createdAt} and {@code updatedAt} are null, {@code columnsAsOf} and
     *                        {@code sqlAsOf} are the time of the run that told columns or SQL, null if this one did not
     * @param details         its large properties, null without any
     * @param columns         its columns as far as this run knows them
     * @param columnsComplete whether the list of columns is whole (a catalog described the relation), so that others are gone
     * @param sqlCompiled     whether compiled SQL was given
     * @param upstream        URNs of the capsules that flow into it, without repetition
     * @param tags            names of its tags
     * @param columnTags      names of the tags of columns, by the column's name; columns without tags are absent
     * @param lineage         its column lineage; null if this run could not tell
     */
    public record AssertedCapsule(
            Capsule capsule,
            @Nullable CapsuleDetails details,
            List<Column> columns,
            boolean columnsComplete,
            boolean sqlCompiled,
            List<String> upstream,
            List<String> tags,
            Map<String, List<String>> columnTags,
            @Nullable AssertedLineage lineage) {

        /** A capsule of whose column lineage this run tells nothing. */
        public AssertedCapsule(
                Capsule capsule,
                @Nullable CapsuleDetails details,
                List<Column> columns,
                boolean columnsComplete,
                boolean sqlCompiled,
                List<String> upstream,
                List<String> tags,
                Map<String, List<String>> columnTags) {
            this(capsule, details, columns, columnsComplete, sqlCompiled, upstream, tags, columnTags, null);
        }

        /** The same with other columns and a column lineage. */
        public AssertedCapsule with(List<Column> others, @Nullable AssertedLineage told) {
            return new AssertedCapsule(
                    capsule, details, others, columnsComplete, sqlCompiled, upstream, tags, columnTags, told);
        }

        /** Whether this run derived its column lineage anew. */
        public boolean derived() {
            return lineage != null && !lineage.known();
        }

        /** Copies what could be changed from outside. */
        public AssertedCapsule {
            columns = List.copyOf(columns);
            upstream = List.copyOf(upstream);
            tags = List.copyOf(tags);
            columnTags = Map.copyOf(columnTags);
        }
    }
}
