package io.datacapsule.ingest.derive;

import io.datacapsule.ingest.AssertedLineage;
import io.datacapsule.model.LineageState;
import io.datacapsule.sql.ColumnLineage;
import io.datacapsule.sql.Origin;
import io.datacapsule.sql.OutputColumn;
import io.datacapsule.sql.Unresolved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what the SQL of one dataset tells into edges between columns of the graph, and says what it could not tell. */
final class DatasetLineage {

    private static final int LONGEST_REASON = 300;

    private final Dataset dataset;
    private final Scope scope;
    private final ColumnLineage told;
    private final Set<Unresolved> unresolved;
    private final DerivedColumns derived;
    private final LineageDetails details = new LineageDetails();
    private boolean whole = true;

    DatasetLineage(Dataset dataset, Scope scope, ColumnLineage told, String assertedBy) {
        this.dataset = dataset;
        this.scope = scope;
        this.told = told;
        this.unresolved = new LinkedHashSet<>(told.unresolved());
        this.derived = new DerivedColumns(assertedBy, "sql");
    }

    /** Whether a limit of time cut the derivation short, so that another try may tell more. */
    static boolean hasty(@Nullable String reason) {
        return reason != null && reason.contains(LineageDetails.word(Unresolved.Reason.TIME_LIMIT));
    }

    /** What is asserted; the dataset then has the columns that its SQL yields. */
    AssertedLineage assertion(String checksum, @Nullable Instant toldAt) {
        List<OutputColumn> named = new ArrayList<>();
        for (OutputColumn column : told.columns()) {
            if (column.name().equals(Origin.ALL)) {
                whole = false;
            } else if (column.named() || dataset.closed()) {
                named.add(column);
            } else {
                whole = false;
                missing(column.name(), "the query gives this column no name");
            }
        }
        whole &= !named.isEmpty();
        if (!dataset.closed()) {
            dataset.yields(whole ? named.stream().map(OutputColumn::name).toList() : List.of());
        }
        named.forEach(this::add);
        told.indirect().forEach(this::decides);
        derived.expressions(details);
        unresolved.forEach(details::unresolved);
        return new AssertedLineage(false, state(checksum, toldAt), derived.edges(), details.json());
    }

    /** The edges that its SQL tells, once that was asserted. */
    DerivedColumns derived() {
        return derived;
    }

    private void add(OutputColumn column) {
        Optional<String> own = dataset.column(column.name());
        if (own.isEmpty()) {
            if (column.named()) {
                missing(column.name(), "the catalog has no such column");
            }
            return;
        }
        String urn = dataset.urn(own.get());
        for (Origin origin : column.origins()) {
            if (!origin.column().equals(Origin.ALL)) {
                origin(origin).ifPresent(from -> derived.add(urn, from, origin));
            }
        }
    }

    private Optional<String> origin(Origin origin) {
        Optional<Dataset> table = scope.behind(origin.table());
        if (table.isEmpty()) {
            unresolved.add(new Unresolved(
                    "", Unresolved.Reason.UNKNOWN_TABLE, origin.table() + " is not in the manifest", 0, 0));
            return Optional.empty();
        }
        Dataset from = table.get();
        Optional<String> column = from.column(origin.column());
        if (column.isEmpty()) {
            missing(origin.column(), "the catalog has no such column of " + from.urn());
        }
        return column.map(from::urn);
    }

    /** An origin that decides over all rows; it is told where it can be, and nothing depends on it. */
    private void decides(Origin origin) {
        if (!origin.column().equals(Origin.ALL)) {
            String from = scope.behind(origin.table())
                    .map(table -> table.urn(origin.column()))
                    .orElse(origin.table() + "." + origin.column());
            details.indirect(from, origin.transformation().name());
        }
    }

    private void missing(String column, String why) {
        unresolved.add(new Unresolved(column, Unresolved.Reason.UNKNOWN_COLUMN, why, 0, 0));
    }

    private LineageState state(String checksum, @Nullable Instant toldAt) {
        boolean stars = told.columns().stream().anyMatch(column -> column.name().equals(Origin.ALL));
        int count = unresolved.size();
        if (told.columns().isEmpty()) {
            count = Math.max(Math.max(count, 1), dataset.columns().size());
        } else if (stars && count == 0) {
            count = 1;
        }
        String status =
                count == 0 ? LineageState.COMPLETE : derived.isEmpty() ? LineageState.NONE : LineageState.PARTIAL;
        return new LineageState(status, count == 0 ? null : reason(stars), count, toldAt, checksum);
    }

    private String reason(boolean stars) {
        return unresolved.isEmpty()
                ? stars ? "unknown_columns of a table that is read with *" : "no columns were found in it"
                : reason(unresolved);
    }

    /** What could not be told, in short; each reason once, with its first case. */
    static String reason(Set<Unresolved> unresolved) {
        Map<Unresolved.Reason, List<Unresolved>> byReason = unresolved.stream()
                .collect(Collectors.groupingBy(Unresolved::reason, LinkedHashMap::new, Collectors.toList()));
        List<String> parts = new ArrayList<>();
        byReason.forEach((reason, all) -> parts.add(part(reason, all)));
        String text = String.join("; ", parts).replaceAll("\\s+", " ");
        return text.length() <= LONGEST_REASON ? text : LineageDetails.cut(text).substring(0, LONGEST_REASON - 1) + "…";
    }

    private static String part(Unresolved.Reason reason, List<Unresolved> all) {
        Unresolved first = all.getFirst();
        String place = first.line() > 0 ? " at line " + first.line() + ", column " + first.position() : "";
        String what = first.detail().isEmpty() ? first.column() : first.detail();
        return LineageDetails.word(reason) + (all.size() > 1 ? " (" + all.size() + ")" : "") + place + ": "
                + (first.column().isEmpty() || what.contains(first.column()) ? "" : first.column() + ": ") + what;
    }
}
