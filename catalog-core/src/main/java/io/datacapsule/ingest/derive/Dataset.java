package io.datacapsule.ingest.derive;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.Column;
import io.datacapsule.model.LineageState;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Urn;
import io.datacapsule.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A capsule as a table that SQL reads, with its columns: those of a catalog, of this run or an earlier one, or of an enforced
 * contract, which are all there are; else those that its own SQL yields; else those that the manifest documents. Where they are
 * not all, SQL that reads further ones adds them. Safe for any number of threads once its own SQL was read.
 */
final class Dataset {

    private final AssertedCapsule asserted;
    private final LineageState known;
    private final TableName name;
    private final boolean closed;
    private final Map<String, String> spelling = new HashMap<>();
    private final Map<String, String> urns = new HashMap<>();
    private final Map<String, Integer> told = new LinkedHashMap<>();
    private volatile List<String> columns;

    Dataset(AssertedCapsule asserted, GraphSnapshot graph) {
        this.asserted = asserted;
        Capsule capsule = asserted.capsule();
        int row = graph.find(NodeKind.CAPSULE, capsule.urn());
        this.known = row < 0 ? LineageState.UNKNOWN : graph.capsule(row).lineage();
        this.name = new TableName(capsule.databaseName(), capsule.schemaName(), capsule.tableName());
        List<Column> before = row < 0 || asserted.columnsComplete() ? List.of() : graph.columns(row);
        List<Column> confirmed = before.stream().filter(Dataset::confirmed).toList();
        boolean contract = capsule.contractEnforced() && !asserted.columns().isEmpty();
        this.closed = asserted.columnsComplete() || !confirmed.isEmpty() || contract;
        before.forEach(column -> spelling.put(fold(column.name()), column.name()));
        asserted.columns().forEach(column -> spelling.put(fold(column.name()), column.name()));
        this.columns = closed
                ? names(confirmed.isEmpty() ? asserted.columns() : confirmed)
                : hasSql() ? placed(before) : names(asserted.columns());
        if (closed) {
            spelling.clear();
            columns.forEach(column -> spelling.put(fold(column), column));
        }
    }

    private static boolean confirmed(Column column) {
        return "catalog".equals(column.origin()) || "both".equals(column.origin());
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    /** The columns that an earlier derivation put in their places. */
    private static List<String> placed(List<Column> columns) {
        return columns.stream()
                .filter(column -> column.ordinal() > 0)
                .map(Column::name)
                .toList();
    }

    AssertedCapsule asserted() {
        return asserted;
    }

    String urn() {
        return asserted.capsule().urn();
    }

    TableName name() {
        return name;
    }

    LineageState known() {
        return known;
    }

    /** Whether all its columns are known without its SQL. */
    boolean closed() {
        return closed;
    }

    /** The columns as SQL that reads it sees them; empty if they are not known. */
    List<String> columns() {
        return columns;
    }

    boolean ephemeral() {
        return "ephemeral".equals(asserted.capsule().materialization());
    }

    /** Whether there is compiled SQL of a model or snapshot of this source. */
    boolean hasSql() {
        Capsule capsule = asserted.capsule();
        return asserted.sqlCompiled()
                && !capsule.external()
                && !"python".equals(capsule.language())
                && switch (capsule.type()) {
                    case MODEL, SNAPSHOT -> true;
                    default -> false;
                };
    }

    String sql() {
        String sql = asserted.details() == null ? null : asserted.details().compiledSql();
        return sql == null ? "" : sql;
    }

    /** Takes the columns that its own SQL yields as all there are; none if the SQL does not tell them all. */
    void yields(List<String> names) {
        List<String> spelled = new ArrayList<>();
        for (String column : names) {
            String own = asserted.columns().stream()
                    .map(Column::name)
                    .filter(column::equalsIgnoreCase)
                    .findFirst()
                    .orElse(column);
            spelling.put(fold(column), own);
            told.putIfAbsent(own, told.size() + 1);
            spelled.add(own);
        }
        columns = spelled.stream().distinct().toList();
    }

    /** The column's own spelling; where not all columns are known it is one from now on. */
    synchronized Optional<String> column(String column) {
        String own = spelling.get(fold(column));
        if (own != null || closed) {
            return Optional.ofNullable(own);
        }
        if (asserted.capsule().external() || column.isBlank() || column.length() > 300) {
            return Optional.empty();
        }
        spelling.put(fold(column), column);
        told.putIfAbsent(column, 0);
        return Optional.of(column);
    }

    /** The URN of one of its columns; the same text every time. */
    synchronized String urn(String column) {
        return urns.computeIfAbsent(column, name -> Urn.column(urn(), name));
    }

    /** Names and positions of columns that SQL told, 0 for those that only others read. */
    synchronized Map<String, Integer> told() {
        return new LinkedHashMap<>(told);
    }

    static String fold(@Nullable String name) {
        return name == null ? "" : name.toLowerCase(Locale.ROOT);
    }
}
