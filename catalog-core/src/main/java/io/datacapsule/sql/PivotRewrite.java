package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads PIVOT and UNPIVOT after a relation and leaves a join with a mark in their place. */
final class PivotRewrite {

    private final Tokens tokens;
    private final Dialect dialect;
    private final Emission out;

    PivotRewrite(Tokens tokens, Dialect dialect, Emission out) {
        this.tokens = tokens;
        this.dialect = dialect;
        this.out = out;
    }

    int rewrite(int i, int limit) {
        int open = i + 1;
        while (open < limit && tokens.at(open).isAny("INCLUDE", "EXCLUDE", "NULLS", "XML")) {
            open++;
        }
        if (!tokens.at(open).isSymbol("(") || open >= limit) {
            return i;
        }
        int close = tokens.close(open, limit);
        int inFor = tokens.find(open + 1, close, "FOR");
        if (inFor == close) {
            return i;
        }
        List<Name> columns = new ArrayList<>();
        int[] end = {close + 1};
        Name alias = alias(end, limit, columns);
        Object mark = tokens.at(i).is("PIVOT")
                ? pivot(open + 1, inFor, close, alias, columns)
                : unpivot(open + 1, inFor, close, alias, columns);
        out.add("CROSS JOIN", tokens.at(i));
        out.write(out.mark(mark), tokens.at(i).start(), tokens.at(i).end());
        return end[0];
    }

    private @Nullable Name alias(int[] at, int limit, List<Name> columns) {
        int i = at[0];
        if (i < limit && tokens.at(i).is("AS")) {
            i++;
        } else if (i >= limit || !RelationRewrite.isAlias(tokens.at(i))) {
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

    private Relation.Pivot pivot(int from, int inFor, int close, @Nullable Name alias, List<Name> columns) {
        List<Relation.PivotValue> aggregates = new ArrayList<>();
        for (int i = from; i < inFor; ) {
            int end = Math.min(tokens.findSymbol(i, inFor, ","), inFor);
            aggregates.add(aggregate(i, end));
            i = end + 1;
        }
        int in = tokens.find(inFor, close, "IN");
        List<List<Name>> pivoted = columnNames(inFor + 1, in);
        List<Name> values = new ArrayList<>();
        boolean open = true;
        if (tokens.at(in + 1).isSymbol("(")) {
            int last = tokens.close(in + 1, close);
            open = tokens.at(in + 2).isAny("SELECT", "ANY", "WITH");
            for (int i = in + 2; !open && i < last; ) {
                int end = tokens.findSymbol(i, last, ",");
                values.add(value(i, end));
                i = end + 1;
            }
        }
        return new Relation.Pivot(aggregates, pivoted, values, open, alias, columns);
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
    private List<List<Name>> columnNames(int from, int end) {
        List<List<Name>> found = new ArrayList<>();
        for (int i = from; i < end; i++) {
            Token token = tokens.at(i);
            boolean name = token.isName()
                    && !tokens.at(i + 1).isSymbol("(")
                    && !(token.kind() == Token.Kind.WORD
                            && WordPlace.CLAUSES.contains(token.text().toUpperCase(Locale.ROOT)));
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

    private Relation.Unpivot unpivot(int from, int inFor, int close, @Nullable Name alias, List<Name> columns) {
        List<Name> values = names(from, inFor);
        int in = tokens.find(inFor, close, "IN");
        List<Name> labels = names(inFor + 1, in);
        List<List<Name>> sources = new ArrayList<>();
        int last = tokens.close(in + 1, close);
        for (int i = in + 2; i < last; ) {
            int end = tokens.findSymbol(i, last, ",");
            boolean several = tokens.at(i).isSymbol("(");
            sources.add(
                    several
                            ? names(i + 1, tokens.close(i, end))
                            : List.of(lastPart(i, end).name()));
            i = end + 1;
        }
        return new Relation.Unpivot(values, labels, sources, alias, columns);
    }

    private Token lastPart(int from, int end) {
        int i = from;
        while (i + 2 < end && tokens.at(i + 1).isSymbol(".")) {
            i += 2;
        }
        return tokens.at(i);
    }

    private List<Name> names(int from, int end) {
        List<Name> names = new ArrayList<>();
        for (int i = from; i < end; i++) {
            if (tokens.at(i).isName() && !tokens.at(i + 1).isSymbol(".")) {
                names.add(tokens.at(i).name());
            }
        }
        return names;
    }
}
