package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads UPDATE as the query that yields the values it sets. */
final class UpdateReader {

    private final Tokens tokens;
    private final Dialect dialect;

    UpdateReader(Tokens tokens, Dialect dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
    }

    /** The statement, or null if it sets nothing that is understood. */
    @Nullable
    ScriptStatement read(int from, int main, int limit) {
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
        Assignments assignments = new Assignments(tokens, emission, rewriter);
        if (!assignments.write(set + 1, end, rows)) {
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
            assignments.row(row);
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
}
