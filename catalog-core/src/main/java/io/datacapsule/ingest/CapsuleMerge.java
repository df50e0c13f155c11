package io.datacapsule.ingest;

import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.LineageState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a capsule becomes when a source describes it again. */
final class CapsuleMerge {

    private CapsuleMerge() {}

    static Capsule fresh(AssertedCapsule asserted, Instant now) {
        Capsule told = asserted.capsule().with(lineage(LineageState.UNKNOWN, asserted));
        return with(
                told,
                now,
                now,
                told.dataUpdatedAt(),
                told.columnsAsOf(),
                told.sqlAsOf(),
                told.detailsChecksum(),
                told.lineage(),
                told.assertedBy());
    }

    static Capsule touched(Capsule merged, Instant now) {
        return with(
                merged,
                merged.createdAt(),
                now,
                merged.dataUpdatedAt(),
                merged.columnsAsOf(),
                merged.sqlAsOf(),
                merged.detailsChecksum(),
                merged.lineage(),
                merged.assertedBy());
    }

    static Capsule assertedBy(Capsule known, List<String> assertedBy, Instant now) {
        return with(
                known,
                known.createdAt(),
                now,
                known.dataUpdatedAt(),
                known.columnsAsOf(),
                known.sqlAsOf(),
                known.detailsChecksum(),
                known.lineage(),
                assertedBy);
    }

    /** Equal to {@code known} if the source tells nothing new. */
    static Capsule merge(Capsule known, AssertedCapsule asserted, boolean columnsChanged, String source) {
        Capsule told = asserted.capsule();
        boolean columnsTold = told.columnsAsOf() != null && (columnsChanged || known.columnsAsOf() == null);
        boolean sqlTold = asserted.sqlCompiled()
                && (known.sqlAsOf() == null || !Objects.equals(known.detailsChecksum(), told.detailsChecksum()));
        return with(
                told,
                known.createdAt(),
                known.updatedAt(),
                later(told.dataUpdatedAt(), known.dataUpdatedAt()),
                columnsTold ? told.columnsAsOf() : known.columnsAsOf(),
                sqlTold ? told.sqlAsOf() : known.sqlAsOf(),
                asserted.details() == null ? known.detailsChecksum() : told.detailsChecksum(),
                lineage(known.lineage(), asserted),
                Assertions.with(known.assertedBy(), source));
    }

    /** What this run derived, else what an earlier one did. */
    private static LineageState lineage(LineageState known, AssertedCapsule asserted) {
        AssertedLineage lineage = asserted.lineage();
        if (lineage == null || lineage.known()) {
            return known;
        }
        LineageState told = lineage.state();
        boolean same =
                Objects.equals(known.checksum(), told.checksum()) && Objects.equals(known.status(), told.status());
        return new LineageState(
                told.status(),
                told.reason(),
                told.unresolved(),
                micros(same && known.asOf() != null ? known.asOf() : told.asOf()),
                told.checksum());
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }

    private static @Nullable Instant micros(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
    }

    private static Capsule with(
            Capsule c,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt,
            @Nullable Instant dataUpdatedAt,
            @Nullable Instant columnsAsOf,
            @Nullable Instant sqlAsOf,
            @Nullable String detailsChecksum,
            LineageState lineage,
            List<String> assertedBy) {
        return new Capsule(
                c.urn(),
                c.name(),
                c.type(),
                c.sourceSystem(),
                c.sourceInstance(),
                c.databaseName(),
                c.schemaName(),
                c.layer(),
                c.materialization(),
                c.description(),
                c.domain(),
                c.owner(),
                c.testCount(),
                c.uniqueId(),
                c.packageName(),
                c.originalFilePath(),
                c.version(),
                c.language(),
                c.access(),
                c.group(),
                c.contractEnforced(),
                c.external(),
                micros(createdAt),
                micros(updatedAt),
                micros(dataUpdatedAt),
                micros(columnsAsOf),
                micros(sqlAsOf),
                detailsChecksum,
                c.identifier(),
                lineage,
                assertedBy);
    }
}
