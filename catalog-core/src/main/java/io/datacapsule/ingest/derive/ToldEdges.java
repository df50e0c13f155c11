package io.datacapsule.ingest.derive;

import io.datacapsule.ingest.AssertedLineage;
import io.datacapsule.ingest.ToldLineage;
import io.datacapsule.ingest.ToldLineage.Told;
import io.datacapsule.ingest.ToldLineage.Use;
import io.datacapsule.model.LineageState;
import io.datacapsule.sql.Unresolved;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Turns the column lineage that a source tells of one dataset into edges between columns of the graph. */
final class ToldEdges {

    private final Dataset dataset;
    private final Datasets datasets;
    private final String assertedBy;
    private final LineageDetails details = new LineageDetails();
    private final Set<Unresolved> unresolved = new LinkedHashSet<>();
    private final Set<String> read = new LinkedHashSet<>();

    ToldEdges(Dataset dataset, Datasets datasets, String assertedBy) {
        this.dataset = dataset;
        this.datasets = datasets;
        this.assertedBy = assertedBy;
    }

    /** What is asserted instead of what the SQL tells, whose edges describe those that are told as well. */
    AssertedLineage assertion(ToldLineage told, DerivedColumns sql, AssertedLineage bySql) {
        DerivedColumns derived = new DerivedColumns(assertedBy, told.by());
        for (Told edge : told.edges()) {
            origin(edge).ifPresent(from -> {
                if (edge.use() == Use.READ) {
                    read.add(from);
                } else {
                    column(edge).ifPresent(urn -> derived.add(urn, from, edge.use() == Use.COPIED, sql));
                }
            });
        }
        read.forEach(from -> details.indirect(from, "INDIRECT"));
        derived.expressions(details);
        unresolved.forEach(details::unresolved);
        String checksum = bySql.state().checksum() + LineageChecksum.of(told);
        int count = unresolved.size();
        String status =
                count == 0 ? LineageState.COMPLETE : derived.isEmpty() ? LineageState.NONE : LineageState.PARTIAL;
        LineageState state = new LineageState(
                status,
                count == 0 ? null : DatasetLineage.reason(unresolved),
                count,
                told.at() == null ? bySql.state().asOf() : told.at(),
                checksum);
        return new AssertedLineage(false, state, derived.edges(), details.json());
    }

    private Optional<String> column(Told edge) {
        Optional<String> own = dataset.column(edge.column());
        if (own.isEmpty()) {
            missing(edge.column(), "the catalog has no such column");
        }
        return own.map(dataset::urn);
    }

    private Optional<String> origin(Told edge) {
        Optional<Dataset> from = datasets.find(edge.capsule());
        if (from.isEmpty()) {
            unresolved.add(new Unresolved(
                    "", Unresolved.Reason.UNKNOWN_TABLE, edge.capsule() + " is not in the manifest", 0, 0));
            return Optional.empty();
        }
        Optional<String> column = from.get().column(edge.origin());
        if (column.isEmpty()) {
            missing(edge.origin(), "the catalog has no such column of " + edge.capsule());
        }
        return column.map(from.get()::urn);
    }

    private void missing(String column, String why) {
        unresolved.add(new Unresolved(column, Unresolved.Reason.UNKNOWN_COLUMN, why, 0, 0));
    }
}
