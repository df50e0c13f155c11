package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads UPDATE and MERGE as the queries that yield the values they set. */
final class ChangeReader {

    private final Tokens tokens;
    private final Dialect dialect;

    ChangeReader(Tokens tokens, Dialect dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
    }

    @Nullable
    ScriptStatement update(int from, int main, int limit) {
        int set = tokens.find(main, limit, "SET");
        if (set == limit) {
            return null;
        }
        int relations = tokens.at(main + 1).is("ONLY") ? main + 2 : main + 1;
        int end = tokens.find(set, limit, "FROM", "WHERE", "RETURNING", "OUTPUT", "ORDER", "LIMIT");
        int source = tokens.find(set, limit, "FROM");
        int sourceEnd = tokens.find(source, limit, "WHERE", "RETURNING", "ORDER", "LIMIT", "OPTION");
        int[] after = new int[1];
        List<Name> target = ScriptReader.name(tokens, relations, set, after, dialect);
        List<Name> aliased = target != null && target.size() == 1 && source < limit
                ? table(target.getFirst(), source + 1, sourceEnd)
                : null;
        Emission emission = new Emission();
        Rewriter rewriter = new Rewriter(tokens, dialect, emission);
        rewriter.rewrite(from, main);
        List<int[]> rows = new ArrayList<>();
        if (!assignments(set + 1, end, emission, rewriter, rows)) {
            return null;
        }
        emission.add("FROM", tokens.at(main));
        if (aliased == null) {
            rewriter.write(relations, set);
        }
        if (source < limit) {
            if (aliased == null) {
                emission.add(",", tokens.at(source));
            }
            rewriter.write(source + 1, sourceEnd);
        }
        for (int[] row : rows) {
            row(row, emission, rewriter);
        }
        int where = tokens.find(set, limit, "WHERE");
        rewriter.write(where, tokens.find(where, limit, "RETURNING", "ORDER", "LIMIT", "OPTION"));
        return new ScriptStatement(aliased == null ? target : aliased, List.of(), List.of(emission), false);
    }

    /** The table that an alias stands for in FROM, or null. */
    private @Nullable List<Name> table(Name alias, int from, int limit) {
        int[] after = new int[1];
        for (int i = from; i < limit; i++) {
            if (tokens.isOpen(i)) {
                i = tokens.after(i, limit) - 1;
            } else if (tokens.at(i).isName()
                    && !tokens.at(i).isAny("JOIN", "AS")
                    && (i == from
                            || tokens.at(i - 1).is("JOIN")
                            || tokens.at(i - 1).isSymbol(","))) {
                List<Name> name = ScriptReader.name(tokens, i, limit, after, dialect);
                int next = tokens.at(after[0]).is("AS") ? after[0] + 1 : after[0];
                boolean own = name != null
                        && name.getLast().sameAs(alias)
                        && !(tokens.at(next).isName() && Words.isAlias(tokens.at(next)));
                if (own
                        || (next < limit
                                && tokens.at(next).isName()
                                && tokens.at(next).name().sameAs(alias))) {
                    return name;
                }
            }
        }
        return null;
    }

    /** Writes a query that several columns are set from, {@code (a, b) = (SELECT …)}, under the names of the columns. */
    private void row(int[] row, Emission emission, Rewriter rewriter) {
        Token near = tokens.at(row[0]);
        emission.add(", LATERAL", near);
        rewriter.write(row[1] + 1, row[2]);
        emission.add("AS", near);
        emission.writeName(rowName(row[0]), near);
        emission.add("(", near);
        String comma = "";
        for (Token column : columns(row[0], row[1])) {
            if (!comma.isEmpty()) {
                emission.add(comma, column);
            }
            emission.writeName(column.name(), column);
            comma = ",";
        }
        emission.add(")", near);
    }

    private static Name rowName(int place) {
        return new Name("row at " + place, true);
    }

    /**
     * Writes SELECT with the assigned values under the names of the columns; queries that several columns are set from go to
     * the rows, to be written into FROM.
     */
    private boolean assignments(int from, int limit, Emission emission, Rewriter rewriter, List<int[]> rows) {
        emission.add("SELECT", tokens.at(from));
        boolean first = true;
        for (int i = from; i < limit; ) {
            int end = tokens.findSymbol(i, limit, ",");
            int equals = tokens.findSymbol(i, end, "=");
            if (equals == end) {
                return false;
            }
            List<Token> columns = columns(i, equals);
            boolean row = columns.size() > 1 && tokens.at(equals + 1).isSymbol("(");
            boolean query = row && tokens.at(equals + 2).isAny("SELECT", "WITH", "FROM");
            if (query) {
                rows.add(new int[] {i, equals, end});
            }
            int value = row ? equals + 2 : equals + 1;
            for (Token column : columns) {
                if (!first) {
                    emission.add(",", column);
                }
                first = false;
                if (query) {
                    emission.writeName(rowName(i), column);
                    emission.add(".", column);
                    emission.writeName(column.name(), column);
                } else {
                    int last = row ? tokens.findSymbol(value, end - 1, ",") : end;
                    rewriter.write(value, last);
                    value = row ? last + 1 : value;
                }
                emission.add("AS", column);
                emission.writeName(column.name(), column);
            }
            i = end + 1;
        }
        return !first;
    }

    private List<Token> columns(int from, int equals) {
        if (!tokens.at(from).isSymbol("(")) {
            return List.of(tokens.at(equals - 1));
        }
        List<Token> columns = new ArrayList<>();
        for (int i = from + 1; i < equals; i++) {
            if (tokens.at(i).isName() && !tokens.at(i + 1).isSymbol(".")) {
                columns.add(tokens.at(i));
            }
        }
        return columns;
    }

    @Nullable
    ScriptStatement merge(int from, int main, int limit) {
        int target = tokens.at(main + 1).is("INTO") ? main + 2 : main + 1;
        int using = tokens.find(target, limit, "USING");
        int on = tokens.find(using, limit, "ON");
        int[] after = new int[1];
        List<Name> name = ScriptReader.name(tokens, target, using, after, dialect);
        if (name == null || on == limit) {
            return null;
        }
        List<Emission> queries = new ArrayList<>();
        for (int when = tokens.find(on, limit, "WHEN"); when < limit; ) {
            int next = nextWhen(when + 1, limit);
            int then = tokens.find(when, next, "THEN");
            Emission emission = new Emission();
            Rewriter rewriter = new Rewriter(tokens, dialect, emission);
            rewriter.rewrite(from, main);
            if (clause(then + 1, next, emission, rewriter)) {
                emission.add("FROM", tokens.at(using));
                rewriter.write(target, using);
                emission.add(",", tokens.at(using));
                rewriter.write(using + 1, on);
                queries.add(emission);
            } else if (all(then + 1, next)) {
                Emission whole = new Emission();
                whole.add("SELECT * FROM", tokens.at(using));
                new Rewriter(tokens, dialect, whole).write(using + 1, on);
                queries.add(whole);
            }
            when = next;
        }
        return new ScriptStatement(name, List.of(), queries, false);
    }

    private int nextWhen(int from, int limit) {
        int at = from;
        int cases = 0;
        while (at < limit) {
            Token token = tokens.at(at);
            if (token.is("CASE")) {
                cases++;
            } else if (token.is("END")) {
                cases--;
            } else if (token.is("WHEN") && cases <= 0) {
                return at;
            }
            at = tokens.isOpen(at) ? tokens.after(at, limit) : at + 1;
        }
        return limit;
    }

    private boolean all(int from, int limit) {
        return from < limit
                && ((tokens.at(from).is("INSERT")
                                && (tokens.at(from + 1).isSymbol("*")
                                        || tokens.at(from + 1).is("ROW")))
                        || (tokens.at(from).is("UPDATE") && tokens.at(from + 2).isSymbol("*")));
    }

    private boolean clause(int from, int limit, Emission emission, Rewriter rewriter) {
        if (from >= limit || all(from, limit)) {
            return false;
        }
        if (tokens.at(from).is("UPDATE") && tokens.at(from + 1).is("SET")) {
            return assignments(
                    from + 2,
                    tokens.find(from, limit, "WHERE", "DELETE", "OUTPUT"),
                    emission,
                    rewriter,
                    new ArrayList<>());
        }
        int values = tokens.find(from, limit, "VALUES");
        if (!tokens.at(from).is("INSERT")
                || !tokens.at(values + 1).isSymbol("(")
                || !tokens.at(from + 1).isSymbol("(")) {
            return false;
        }
        List<Token> columns = columns(from + 1, tokens.after(from + 1, limit));
        int close = tokens.close(values + 1, limit);
        emission.add("SELECT", tokens.at(from));
        int column = 0;
        for (int i = values + 2; i < close && column < columns.size(); column++) {
            int end = tokens.findSymbol(i, close, ",");
            if (column > 0) {
                emission.add(",", tokens.at(i));
            }
            rewriter.write(i, end);
            emission.add("AS", tokens.at(end));
            emission.writeName(columns.get(column).name(), tokens.at(i));
            i = end + 1;
        }
        return column > 0;
    }
}
