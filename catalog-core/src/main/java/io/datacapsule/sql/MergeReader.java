package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads MERGE as the queries that yield the values it sets or inserts, one for each WHEN. */
final class MergeReader {

    private final Tokens tokens;
    private final Dialect dialect;

    MergeReader(Tokens tokens, Dialect dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
    }

    /** The statement, or null if it is not understood. */
    @Nullable
    ScriptStatement read(int from, int main, int limit) {
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
        Assignments assignments = new Assignments(tokens, emission, rewriter);
        if (tokens.at(from).is("UPDATE") && tokens.at(from + 1).is("SET")) {
            return assignments.write(
                    from + 2, tokens.find(from, limit, "WHERE", "DELETE", "OUTPUT"), new ArrayList<>());
        }
        int values = tokens.find(from, limit, "VALUES");
        if (!tokens.at(from).is("INSERT")
                || !tokens.at(values + 1).isSymbol("(")
                || !tokens.at(from + 1).isSymbol("(")) {
            return false;
        }
        List<Token> columns = assignments.columns(from + 1, tokens.after(from + 1, limit));
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
