package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads statements that fill several tables from one query. */
final class FanOutReader {

    private final Tokens tokens;
    private final Dialect dialect;

    FanOutReader(Tokens tokens, Dialect dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
    }

    /** Whether {@code INSERT ALL} or {@code INSERT FIRST} begins here. */
    boolean isMultiple(int insert) {
        int all = tokens.at(insert + 1).is("OVERWRITE") ? insert + 2 : insert + 1;
        return tokens.at(all).isAny("ALL", "FIRST") && tokens.at(all + 1).isAny("INTO", "WHEN");
    }

    /** {@code INSERT ALL [WHEN … THEN] INTO a (…) VALUES (…) INTO b … SELECT …}; null if there is no query. */
    @Nullable
    List<ScriptStatement> multiple(int insert, int limit) {
        int query = query(insert, limit);
        if (query == limit) {
            return null;
        }
        List<ScriptStatement> found = new ArrayList<>();
        int condition = -1;
        for (int i = tokens.find(insert, query, "INTO", "WHEN", "ELSE"); i < query; ) {
            int next = tokens.find(i + 1, query, "INTO", "WHEN", "ELSE");
            if (tokens.at(i).is("INTO")) {
                found.add(into(i + 1, next, condition, query, limit));
            } else {
                condition = tokens.at(i).is("WHEN") ? i + 1 : -1;
            }
            i = next;
        }
        return found;
    }

    private int query(int insert, int limit) {
        int at = tokens.find(insert, limit, "SELECT", "WITH");
        for (int i = insert; i < at; i = tokens.isOpen(i) ? tokens.after(i, limit) : i + 1) {
            if (tokens.at(i).isSymbol("(") && tokens.at(i + 1).isAny("SELECT", "WITH")) {
                return i;
            }
        }
        return at;
    }

    private ScriptStatement into(int name, int end, int condition, int query, int limit) {
        int[] after = new int[1];
        List<Name> target = ScriptReader.name(tokens, name, end, after, dialect);
        int values = tokens.find(name, end, "VALUES");
        List<Name> columns = after[0] < values && tokens.at(after[0]).isSymbol("(")
                ? names(after[0] + 1, tokens.close(after[0], end))
                : List.of();
        Token near = tokens.at(name);
        Emission emission = new Emission();
        Rewriter rewriter = new Rewriter(tokens, dialect, emission);
        emission.add("SELECT", near);
        if (values < end) {
            rewriter.write(values + 2, tokens.close(values + 1, end));
        } else {
            emission.add("*", near);
        }
        emission.add("FROM (", near);
        rewriter.rewrite(query, limit);
        emission.add(")", near);
        if (condition >= 0) {
            emission.add("WHERE", near);
            rewriter.write(condition, tokens.find(condition, query, "THEN"));
        }
        return new ScriptStatement(target, columns, List.of(emission), false);
    }

    private List<Name> names(int from, int limit) {
        List<Name> names = new ArrayList<>();
        for (int i = from; i < limit; i = tokens.findSymbol(i, limit, ",") + 1) {
            names.add(tokens.at(i).name());
        }
        return names;
    }

    /** {@code FROM x INSERT INTO a SELECT … INSERT INTO b SELECT …}. */
    List<ScriptStatement> fromFirst(int from, int limit) {
        List<ScriptStatement> found = new ArrayList<>();
        int first = tokens.find(from, limit, "INSERT");
        for (int insert = first; insert < limit; ) {
            int next = tokens.find(insert + 1, limit, "INSERT");
            int select = tokens.find(insert, next, "SELECT");
            int rest = tokens.find(select, next, "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "CLUSTER", "DISTRIBUTE");
            int[] after = new int[1];
            int name = insert + 1;
            while (tokens.at(name).isAny("INTO", "OVERWRITE", "TABLE")) {
                name++;
            }
            List<Name> target = ScriptReader.name(tokens, name, next, after, dialect);
            Emission emission = new Emission();
            Rewriter rewriter = new Rewriter(tokens, dialect, emission);
            rewriter.rewrite(select, rest);
            rewriter.write(from, first);
            rewriter.rewrite(rest, next);
            found.add(new ScriptStatement(target, List.of(), List.of(emission), false));
            insert = next;
        }
        return found;
    }
}
