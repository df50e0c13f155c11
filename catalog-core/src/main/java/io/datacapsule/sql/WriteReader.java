package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one statement: the table that it writes and the queries that yield the columns. */
final class WriteReader {

    /** How a query begins. */
    static final String[] QUERY = {
        "SELECT", "FROM", "VALUES", "TABLE", "WITH", "PIVOT", "PIVOT_WIDER", "UNPIVOT", "PIVOT_LONGER"
    };

    private final Tokens tokens;
    private final Dialect dialect;

    WriteReader(Tokens tokens, Dialect dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
    }

    /** The statements between two places, each of which yields columns; none for what is known to yield none, null otherwise. */
    @Nullable
    List<ScriptStatement> read(int from, int limit) {
        int main = from;
        if (tokens.at(from).is("WITH")) {
            main = tokens.find(from + 1, limit, "INSERT", "UPDATE", "MERGE", "SELECT", "DELETE");
            main = main == limit || tokens.at(main).is("SELECT") ? from : main;
        }
        Token first = tokens.at(main);
        if (first.is("FROM")
                && tokens.find(main, limit, "INSERT") < limit
                && tokens.find(main, limit, "INSERT") < tokens.find(main, limit, "SELECT")) {
            return new FanOutReader(tokens, dialect).fromFirst(main, limit);
        }
        if (first.isAny(QUERY) || first.isSymbol("(")) {
            return one(query(from, limit));
        }
        FanOutReader several = new FanOutReader(tokens, dialect);
        if (first.is("INSERT") && several.isMultiple(main)) {
            return several.multiple(main, limit);
        }
        if (first.isAny("INSERT", "REPLACE")) {
            return one(insert(from, main, limit));
        }
        if (first.is("CREATE")
                || (first.is("ALTER")
                        && tokens.find(main, limit, "SELECT") < limit
                        && tokens.find(main, limit, "VIEW") < limit)) {
            return one(new CreateReader(tokens, dialect).read(main, limit));
        }
        if (first.is("COPY") && tokens.at(main + 1).is("INTO")) {
            int select = tokens.find(main, limit, "FROM");
            return tokens.at(select + 1).isSymbol("(")
                    ? one(insertInto(from, main, main + 2, limit, select + 1))
                    : null;
        }
        if (first.is("UPDATE")) {
            return one(new UpdateReader(tokens, dialect).read(from, main, limit));
        }
        return first.is("MERGE") ? one(new MergeReader(tokens, dialect).read(from, main, limit)) : null;
    }

    private static @Nullable List<ScriptStatement> one(@Nullable ScriptStatement statement) {
        return statement == null ? null : List.of(statement);
    }

    private ScriptStatement query(int from, int limit) {
        int into = tokens.find(from, limit, "INTO");
        Emission emission = new Emission();
        Rewriter rewriter = new Rewriter(tokens, dialect, emission);
        int name = into + 1;
        while (name < limit && tokens.at(name).isAny("TEMP", "TEMPORARY", "UNLOGGED", "TABLE", "TRANSIENT")) {
            name++;
        }
        if (into < limit
                && tokens.find(from, into, "UNPIVOT", "PIVOT_LONGER") == into
                && into < tokens.find(from, limit, "FROM")
                && tokens.at(name).isName()
                && !tokens.at(name).text().startsWith("@")) {
            int[] after = new int[1];
            List<Name> target = ScriptReader.name(tokens, name, limit, after, dialect);
            rewriter.rewrite(from, into);
            rewriter.write(after[0], limit);
            return new ScriptStatement(target, List.of(), List.of(emission), true);
        }
        rewriter.rewrite(from, limit);
        return new ScriptStatement(null, List.of(), List.of(emission), false);
    }

    private @Nullable ScriptStatement insert(int from, int main, int limit) {
        int i = main + 1;
        while (i < limit
                && tokens.at(i)
                        .isAny(
                                "INTO",
                                "OVERWRITE",
                                "TABLE",
                                "OR",
                                "REPLACE",
                                "IGNORE",
                                "LOW_PRIORITY",
                                "HIGH_PRIORITY",
                                "DELAYED",
                                "ABORT",
                                "FAIL",
                                "ROLLBACK",
                                "LOCAL")) {
            i++;
        }
        return insertInto(from, main, i, limit, -1);
    }

    private @Nullable ScriptStatement insertInto(int from, int main, int name, int limit, int queryAt) {
        int[] after = new int[1];
        List<Name> target = ScriptReader.name(tokens, name, limit, after, dialect);
        int i = after[0];
        if (target == null) {
            return null;
        }
        if (tokens.at(i).is("AS")) {
            i += 2;
        }
        List<Name> columns = List.of();
        int query = queryAt;
        if (query >= 0 && tokens.at(i).isSymbol("(")) {
            columns = names(i + 1, tokens.close(i, limit));
        }
        while (i < limit && query < 0) {
            Token token = tokens.at(i);
            boolean list = token.isSymbol("(")
                    && !tokens.at(i + 1).isAny("SELECT", "WITH", "FROM")
                    && !tokens.at(i + 1).isSymbol("(");
            if (list && columns.isEmpty() && !tokens.at(i - 1).is("PARTITION")) {
                columns = names(i + 1, tokens.close(i, limit));
                i = tokens.after(i, limit);
            } else if (token.isAny(QUERY)
                    || (token.isSymbol("(") && !tokens.at(i - 1).is("PARTITION"))) {
                query = i;
            } else {
                i = tokens.isOpen(i) ? tokens.after(i, limit) : i + 1;
            }
        }
        if (query < 0) {
            return null;
        }
        Emission emission = new Emission();
        Rewriter rewriter = new Rewriter(tokens, dialect, emission);
        rewriter.rewrite(from, main);
        rewriter.rewrite(query, conflict(query, limit));
        return new ScriptStatement(target, columns, List.of(emission), false);
    }

    private int conflict(int from, int limit) {
        int end = tokens.find(from, limit, "RETURNING");
        for (int on = tokens.find(from, end, "ON"); on < end; on = tokens.find(on + 1, end, "ON")) {
            if (tokens.at(on + 1).isAny("CONFLICT", "DUPLICATE")) {
                return on;
            }
        }
        return end;
    }

    private List<Name> names(int from, int limit) {
        List<Name> names = new ArrayList<>();
        for (int i = from; i < limit; ) {
            int end = tokens.findSymbol(i, limit, ",");
            Token last = tokens.at(end - 1);
            names.add(last.name());
            i = end + 1;
        }
        return names;
    }
}
