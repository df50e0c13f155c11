package io.datacapsule.reporting;

import static io.datacapsule.reporting.ReportTable.CAPSULES;
import static io.datacapsule.reporting.ReportTable.CAPSULE_TAGS;
import static io.datacapsule.reporting.ReportTable.COLUMNS;
import static io.datacapsule.reporting.ReportTable.COLUMN_LINEAGE_EDGES;
import static io.datacapsule.reporting.ReportTable.COLUMN_TAGS;
import static io.datacapsule.reporting.ReportTable.DATA_PRODUCT_CAPSULES;
import static io.datacapsule.reporting.ReportTable.LINEAGE_EDGES;

import io.datacapsule.audit.AuditEntry;
import io.datacapsule.audit.AuditTrail;
import io.datacapsule.reset.CatalogReset;
import io.datacapsule.reset.CatalogReset.Outcome;
import io.datacapsule.reset.ResetScope;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Resets the catalog for whoever emptied tables of its copy: the sets of tables that a reset is written with as a statement mean
 * that reset. Any other set means nothing. Safe for any number of threads.
 */
public final class TruncationReset implements Consumer<Emptied> {

    private static final System.Logger LOG = System.getLogger("io.datacapsule.reporting");

    private static final Map<Set<ReportTable>, ResetScope> SCOPES = Map.of(
            Set.of(ReportTable.values()),
            ResetScope.ALL,
            Set.of(
                    LINEAGE_EDGES,
                    COLUMN_LINEAGE_EDGES,
                    CAPSULE_TAGS,
                    COLUMN_TAGS,
                    DATA_PRODUCT_CAPSULES,
                    COLUMNS,
                    CAPSULES),
            ResetScope.CAPSULES,
            Set.of(LINEAGE_EDGES, COLUMN_LINEAGE_EDGES),
            ResetScope.LINEAGE,
            Set.of(LINEAGE_EDGES, COLUMN_LINEAGE_EDGES, CAPSULE_TAGS, COLUMN_TAGS, DATA_PRODUCT_CAPSULES),
            ResetScope.EDGES);

    private final CatalogReset reset;
    private final AuditTrail audit;
    private final Consumer<Instant> historyGone;
    private final Clock clock;

    /**
     * Resets through that one.
     *
     * @param historyGone is told that no ingestion from before that time is in the history any more
     */
    public TruncationReset(CatalogReset reset, AuditTrail audit, Consumer<Instant> historyGone, Clock clock) {
        this.reset = reset;
        this.audit = audit;
        this.historyGone = historyGone;
        this.clock = clock;
    }

    /** The reset that emptying these tables means. */
    static Optional<ResetScope> scope(Set<ReportTable> tables) {
        return Optional.ofNullable(SCOPES.get(tables));
    }

    /**
     * Resets, unless the set means nothing.
     *
     * @throws io.datacapsule.model.ConflictException {@code ingestion_under_way}; nothing was changed
     */
    @Override
    public void accept(Emptied emptied) {
        Optional<ResetScope> scope = scope(emptied.tables());
        if (scope.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "{0} emptied {1} in PostgreSQL, which is no reset: their rows are written again.",
                    emptied.by(),
                    emptied.tables());
            return;
        }
        Instant before = clock.instant();
        Outcome outcome = reset.run(scope.get());
        if (scope.get().coversJobs()) {
            historyGone.accept(before);
        }
        audit.add(new AuditEntry(
                clock.instant(),
                "postgresql:" + emptied.by(),
                "admin.reset",
                scope.get().word(),
                "",
                "",
                200,
                outcome.summary()));
        LOG.log(
                Level.INFO,
                "{0} emptied tables in PostgreSQL: reset of {1} done.",
                emptied.by(),
                scope.get().word());
    }
}
