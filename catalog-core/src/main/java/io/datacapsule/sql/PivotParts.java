package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parts of PIVOT, UNPIVOT and MATCH_RECOGNIZE: names, aggregates, values, aliases. */
final class PivotParts {

    private final Tokens tokens;
    private final Dialect dialect;

    PivotParts(Tokens tokens, Dialect dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
    }

    /** The alias at {@code at[0]}, which moves behind it, and its columns; null if there is none. */
    @Nullable
    Name alias(int[] at, int limit, List<Name> columns) {
        int i = at[0];
        if (i < limit && tokens.at(i).is("AS")) {
            i++;
        } else if (i >= limit || !Words.isAlias(tokens.at(i))) {
            return null;
        }
        Name alias = tokens.at(i).name();
        i++;
        if (i < limit && tokens.at(i).isSymbol("(")) {
            columns.addAll(names(i + 1, tokens.close(i, limit)));
            i = tokens.after(i, limit);
        }
        at[0] = i;
        return alias;
    }

    /** The aggregates that commas part. */
    List<Relation.PivotValue> aggregates(int from, int limit) {
        List<Relation.PivotValue> aggregates = new ArrayList<>();
        for (int i = from; i < limit; ) {
            int end = Math.min(tokens.findSymbol(i, limit, ","), limit);
            aggregates.add(aggregate(i, end));
            i = end + 1;
        }
        return aggregates;
    }

    /** Adds the names of the columns that {@code IN (…)} lists; answers whether data may name more. */
    boolean values(int in, int limit, List<Name> values) {
        if (in >= limit
                || !tokens.at(in + 1).isSymbol("(")
                || tokens.at(in + 2).isAny("SELECT", "ANY", "WITH", "FROM")) {
            return true;
        }
        int last = tokens.close(in + 1, limit);
        for (int i = in + 2; i < last; ) {
            int end = tokens.findSymbol(i, last, ",");
            values.add(value(i, end));
            i = end + 1;
        }
        return false;
    }

    private Relation.PivotValue aggregate(int from, int end) {
        Token last = tokens.at(end - 1);
        Name alias = end - from > 1 && last.isName() ? last.name() : null;
        int open = from;
        while (open < end && !tokens.at(open).isSymbol("(")) {
            open++;
        }
        int close = open < end ? tokens.close(open, end) : end;
        return new Relation.PivotValue(alias, columnNames(open + 1, close));
    }

    /** The columns that an expression names; keywords and functions are not. */
    List<List<Name>> columnNames(int from, int end) {
        List<List<Name>> found = new ArrayList<>();
        for (int i = from; i < end; i++) {
            Token token = tokens.at(i);
            boolean name = token.isName() && !tokens.at(i + 1).isSymbol("(") && !Words.isClause(token);
            if (!name) {
                continue;
            }
            List<Name> parts = new ArrayList<>(List.of(token.name()));
            while (i + 2 < end
                    && tokens.at(i + 1).isSymbol(".")
                    && tokens.at(i + 2).isName()) {
                parts.add(tokens.at(i + 2).name());
                i += 2;
            }
            found.add(parts);
        }
        return found;
    }

    private Name value(int from, int end) {
        Token last = tokens.at(end - 1);
        if (end - from > 1 && last.isName()) {
            return last.name();
        }
        String text = last.text();
        boolean string = last.kind() == Token.Kind.STRING && text.length() > 1;
        boolean kept = dialect == Dialect.SNOWFLAKE || dialect == Dialect.ORACLE;
        return new Name(string && !kept ? text.substring(1, text.length() - 1) : text, true);
    }

    /** For each row the columns that it takes values from. */
    List<List<Name>> sources(int from, int limit) {
        List<List<Name>> sources = new ArrayList<>();
        for (int i = from; i < limit; ) {
            int end = tokens.findSymbol(i, limit, ",");
            boolean several = tokens.at(i).isSymbol("(");
            sources.add(
                    several
                            ? names(i + 1, tokens.close(i, end))
                            : List.of(lastPart(i, end).name()));
            i = end + 1;
        }
        return sources;
    }

    private Token lastPart(int from, int end) {
        int i = from;
        while (i + 2 < end && tokens.at(i + 1).isSymbol(".")) {
            i += 2;
        }
        return tokens.at(i);
    }

    /** The names that stand there, of several parts the last. */
    List<Name> names(int from, int end) {
        List<Name> names = new ArrayList<>();
        for (int i = from; i < end; i++) {
            if (tokens.at(i).isName() && !tokens.at(i + 1).isSymbol(".")) {
                names.add(tokens.at(i).name());
            }
        }
        return names;
    }
}
