package io.datacapsule.sql;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads statements that move whole rows and yield no columns: COPY, DELETE, LOAD and TRUNCATE, for the tables that they read and change. */
final class TableStatementReader {

    private final Tokens tokens;
    private final Dialect dialect;
    private final Consumer<List<Name>> reads;
    private final Consumer<List<Name>> changes;

    TableStatementReader(Tokens tokens, Dialect dialect, Consumer<List<Name>> reads, Consumer<List<Name>> changes) {
        this.tokens = tokens;
        this.dialect = dialect;
        this.reads = reads;
        this.changes = changes;
    }

    /** Reads the statement between two places if it is one of these. */
    void read(int from, int limit) {
        Token first = tokens.at(from);
        if (first.is("TRUNCATE")) {
            truncate(from + 1, limit);
        } else if (first.is("DELETE")) {
            delete(from + 1, limit);
        } else if (first.is("COPY")) {
            copy(from + 1, limit);
        } else if (first.is("LOAD")) {
            load(from + 1, limit);
        }
    }

    private void truncate(int from, int limit) {
        int i = skipped(from, limit, "TABLE", "IF", "EXISTS", "ONLY");
        while (i < limit) {
            int after = named(i, limit, changes);
            i = tokens.at(after).isSymbol(",") ? after + 1 : limit;
        }
    }

    /** A name before FROM may be an alias, which says nothing here. */
    private void delete(int from, int limit) {
        int i = skipped(from, limit, "FROM", "ONLY");
        if (i > from || tokens.find(i, limit, "FROM") == limit) {
            named(i, limit, changes);
        }
    }

    private void copy(int from, int limit) {
        int i = skipped(from, limit, "INTO");
        boolean table = isTable(i);
        if (tokens.find(i, limit, "TO") < tokens.find(i, limit, "FROM")) {
            named(i, limit, reads);
        } else if (table) {
            named(i, limit, changes);
        } else if (isTable(tokens.find(i, limit, "FROM") + 1)) {
            named(tokens.find(i, limit, "FROM") + 1, limit, reads);
        }
    }

    private void load(int from, int limit) {
        int into = tokens.find(from, limit, "INTO");
        int i = into < limit ? into : tokens.find(from, limit, "OVERWRITE");
        named(skipped(i, limit, "INTO", "OVERWRITE", "TABLE"), limit, changes);
    }

    private int skipped(int from, int limit, String... words) {
        int i = from;
        while (i < limit && tokens.at(i).isAny(words)) {
            i++;
        }
        return i;
    }

    /** Whether a table is named there, and not a stage, a file or a query. */
    private boolean isTable(int i) {
        return tokens.at(i).isName() && !tokens.at(i).text().startsWith("@");
    }

    /** The place after the name that stands there, if one does, which that is told of. */
    private int named(int from, int limit, Consumer<List<Name>> told) {
        int[] after = {limit};
        @Nullable List<Name> name = isTable(from) ? ScriptReader.name(tokens, from, limit, after, dialect) : null;
        if (name != null) {
            told.accept(name);
        }
        return after[0];
    }
}
