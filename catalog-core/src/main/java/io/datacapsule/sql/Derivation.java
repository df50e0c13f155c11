package io.datacapsule.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the parts of one derivation share: the query, its deadline, its findings and the tables that its script wrote so far. */
final class Derivation {

    private static final long MOST = 3_000_000;

    private final Query query;
    private final Deadline deadline;
    private final Findings findings;
    private final NameLookup names;
    private final Map<String, Rows> written = new HashMap<>();
    private long kept;
    private boolean structs;

    Derivation(Query query, Deadline deadline) {
        this.query = query;
        this.deadline = deadline;
        this.findings = new Findings(query.sql());
        this.names = new NameLookup(findings, query.dialect());
    }

    /**
     * Counts columns and origins that are kept.
     *
     * @throws TooLargeException when there are more than any statement that is meant has
     */
    void keep(int more) {
        kept += more;
        if (kept > MOST) {
            throw new TooLargeException("The SQL yields more than " + MOST + " columns and origins");
        }
    }

    /** Notes that the query puts structs together. */
    void structs() {
        structs = true;
    }

    /** The fields of a column that the query put together as a struct; null if it did not. */
    @Nullable
    Rows fields(Expr.ColumnName column, Scope scope) {
        return structs ? StructLookup.fields(column, scope) : null;
    }

    Deadline deadline() {
        return deadline;
    }

    Findings findings() {
        return findings;
    }

    NameLookup names() {
        return names;
    }

    Dialect dialect() {
        return query.dialect();
    }

    String sql() {
        return query.sql();
    }

    TableName complete(TableName name) {
        return name.within(query.defaultDatabase(), query.defaultSchema());
    }

    Optional<TableSchema> schema(TableName complete) {
        return query.schemas().find(complete);
    }

    /** Remembers what a statement of the script created, for later ones to see through. */
    void wrote(TableName complete, Rows rows) {
        written.put(key(complete), rows);
    }

    @Nullable
    Rows written(TableName complete) {
        return written.get(key(complete));
    }

    private static String key(TableName name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
