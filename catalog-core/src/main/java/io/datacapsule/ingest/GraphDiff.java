package io.datacapsule.ingest;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Compares what a source asserts with the graph and says what has to change. Only what this source asserted is ever taken away;
 * what a person or another source added stays. A run that knows less than an earlier one (no catalog, no compiled SQL) never
 * erases what the earlier one brought. Pure: the same arguments give the same change, and an unchanged source gives an empty one.
 */
public final class GraphDiff {

    /**
     * The outcome of a comparison.
     *
     * @param change   what to write
     * @param counts   what that amounts to
     * @param removed  URNs of the capsules that go, sorted
     * @param warnings what could not be told, or not be done
     */
    public record Difference(GraphChange change, ChangeCounts counts, List<String> removed, List<JobWarning> warnings) {

        /** Copies what could be changed from outside. */
        public Difference {
            removed = List.copyOf(removed);
            warnings = List.copyOf(warnings);
        }
    }

    private static final int ASSERTED_BY = NodeSchema.CAPSULE.index("asserted_by");

    private final GraphSnapshot graph;
    private final SourceGraph source;
    private final Instant now;
    private final PendingChange pending = new PendingChange();
    private final ColumnDiff columns;
    private final EdgeDiff edges;
    private final DerivationDiff derivations;
    private int created;
    private int updated;
    private int unchanged;

    private GraphDiff(GraphSnapshot graph, SourceGraph source, Instant now) {
        this.graph = graph;
        this.source = source;
        this.now = now;
        this.edges = new EdgeDiff(graph, source, pending);
        this.columns = new ColumnDiff(graph, source.source(), pending);
        this.derivations = new DerivationDiff(graph, source, pending);
    }

    /**
     * What has to change in {@code graph} so that it shows what {@code source} asserts.
     *
     * @param job the job that the change completes
     * @param now stamped on what is created or updated
     * @throws ConflictException {@code orphan_share_exceeded} if more would be removed than the options allow
     */
    public static Difference between(
            GraphSnapshot graph, SourceGraph source, DiffOptions options, UUID job, Instant now) {
        return new GraphDiff(graph, source, now).run(options, job);
    }

    private Difference run(DiffOptions options, UUID job) {
        Set<String> asserted = new HashSet<>();
        source.capsules().forEach(capsule -> asserted.add(capsule.capsule().urn()));
        edges.expect(asserted);
        source.capsules().forEach(this::compare);
        List<String> gone = orphans(asserted);
        List<JobWarning> warnings = new ArrayList<>();
        if (options.cleanupOrphans()) {
            source.coverage().reasons().forEach(reason -> warnings.add(notCleaned(reason)));
            remove(gone, options);
        }
        LinkDiff links = links(asserted, options.cleanupOrphans() ? gone : List.of(), warnings);
        derivations.compare(columns);
        edges.removeUnusedVocabulary();
        int removed = options.cleanupOrphans() ? gone.size() : 0;
        ChangeCounts counts = new ChangeCounts(
                created,
                updated,
                unchanged,
                removed,
                gone.size() - removed,
                columns.created(),
                columns.updated(),
                columns.unchanged(),
                columns.removed(),
                edges.created() + links.created(),
                edges.updated() + links.updated(),
                edges.unchanged() + links.unchanged(),
                edges.removed() + links.removed());
        return new Difference(
                pending.toChange(Optional.of(job)),
                counts.with(derivations),
                options.cleanupOrphans() ? gone : List.of(),
                warnings);
    }

    private JobWarning notCleaned(String reason) {
        return new JobWarning(
                "cleanup_skipped",
                source.source(),
                "Nothing was removed, since it cannot be told what the source no longer has: " + reason);
    }

    private LinkDiff links(Set<String> asserted, List<String> withdrawn, List<JobWarning> warnings) {
        LinkDiff diff = new LinkDiff(graph, source, pending, asserted, Set.copyOf(withdrawn));
        SourceLinks links = source.links();
        if (links != null) {
            SourceLinks.Found found = links.find(graph);
            warnings.addAll(found.warnings());
            diff.compare(found);
        }
        return diff;
    }

    private void compare(AssertedCapsule asserted) {
        int row = graph.find(NodeKind.CAPSULE, asserted.capsule().urn());
        if (row < 0) {
            create(asserted);
        } else if (asserted.capsule().external() && !graph.capsule(row).external()) {
            mention(graph.capsule(row));
        } else {
            update(row, asserted);
        }
    }

    private void create(AssertedCapsule asserted) {
        created++;
        pending.created.add(CapsuleMerge.fresh(asserted, now));
        details(asserted, true, true);
        columns.create(asserted);
        edges.create(asserted);
    }

    /** Another project's capsule: this source says that it exists, its owner says the rest. */
    private void mention(Capsule known) {
        List<String> assertedBy = Assertions.with(known.assertedBy(), source.source());
        if (assertedBy.equals(known.assertedBy())) {
            unchanged++;
        } else {
            updated++;
            pending.updated.add(CapsuleMerge.assertedBy(known, assertedBy, now));
        }
    }

    private void update(int row, AssertedCapsule asserted) {
        Capsule known = graph.capsule(row);
        boolean columnsChanged = columns.update(row, asserted);
        edges.update(row, asserted);
        Capsule merged = CapsuleMerge.merge(known, asserted, columnsChanged, source.source());
        boolean detailsChanged = asserted.details() != null
                && !Objects.equals(known.detailsChecksum(), asserted.capsule().detailsChecksum());
        if (merged.equals(known)) {
            unchanged++;
            return;
        }
        updated++;
        pending.updated.add(CapsuleMerge.touched(merged, now));
        boolean lineageChanged = asserted.derived() && !merged.lineage().equals(known.lineage());
        if (detailsChanged || lineageChanged) {
            details(asserted, detailsChanged, lineageChanged);
        }
    }

    private void details(AssertedCapsule asserted, boolean own, boolean lineage) {
        CapsuleDetails details = asserted.details();
        AssertedLineage told = asserted.lineage();
        if (details != null) {
            String json = lineage && told != null ? told.details() : null;
            CapsuleDetails shown = own ? details : new CapsuleDetails(details.urn(), null, null, null);
            pending.details.add(
                    new CapsuleDetails(shown.urn(), shown.rawSql(), shown.compiledSql(), shown.meta(), json));
        }
    }

    /** What the source no longer has; none where that cannot be told. */
    private List<String> orphans(Set<String> asserted) {
        List<String> gone = new ArrayList<>();
        Coverage coverage = source.coverage();
        for (int row = 0; coverage.reasons().isEmpty() && row < graph.rows(NodeKind.CAPSULE); row++) {
            if (ours(row)) {
                String urn = graph.urn(NodeKind.CAPSULE, row);
                if (!asserted.contains(urn) && !coverage.hidden().test(urn)) {
                    gone.add(urn);
                }
            }
        }
        gone.sort(String::compareTo);
        return gone;
    }

    private boolean ours(int row) {
        return graph.alive(NodeKind.CAPSULE, row)
                && graph.value(NodeKind.CAPSULE, row, ASSERTED_BY) instanceof List<?> sources
                && sources.contains(source.source());
    }

    private void remove(List<String> gone, DiffOptions options) {
        int ours = 0;
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
            ours += ours(row) ? 1 : 0;
        }
        if (!options.force() && gone.size() > options.maxOrphanShare() * ours) {
            throw new ConflictException(
                    "orphan_share_exceeded",
                    String.format(
                            Locale.ROOT,
                            "%d of the %d capsules of %s would be removed, more than the allowed share of %.0f %%. Check that "
                                    + "what was read is whole; then repeat with force, or with a higher share.",
                            gone.size(),
                            ours,
                            source.source(),
                            options.maxOrphanShare() * 100),
                    gone.subList(0, Math.min(gone.size(), 20)));
        }
        for (String urn : gone) {
            int row = graph.find(NodeKind.CAPSULE, urn);
            Capsule known = graph.capsule(row);
            List<String> left = Assertions.without(known.assertedBy(), source.source());
            if (left.isEmpty()) {
                pending.removed.add(new GraphChange.Ref(NodeKind.CAPSULE, urn));
                columns.countRemoved(graph.out(Relation.HAS_COLUMN).degree(row));
                edges.countRemoved(row);
                derivations.countRemoved(row);
            } else {
                pending.updated.add(CapsuleMerge.assertedBy(known, left, now));
            }
        }
    }
}
