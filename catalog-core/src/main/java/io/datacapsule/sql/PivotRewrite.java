package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads PIVOT, UNPIVOT and MATCH_RECOGNIZE after a relation and leaves a join with a mark in their place. */
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

    private Relation.Pivot pivot(int from, int inFor, int close, @Nullable Name alias, List<Name> columns) {
        int in = tokens.find(inFor, close, "IN");
        int group = tokens.find(in, close, "GROUP");
        List<Name> values = new ArrayList<>();
        boolean open = values(in, group, values);
        return new Relation.Pivot(
                aggregates(from, inFor),
                columnNames(inFor + 1, in),
                values,
                open,
                names(group + 2, close),
                alias,
                columns);
    }

    private List<Relation.PivotValue> aggregates(int from, int limit) {
        List<Relation.PivotValue> aggregates = new ArrayList<>();
        for (int i = from; i < limit; ) {
            int end = Math.min(tokens.findSymbol(i, limit, ","), limit);
            aggregates.add(aggregate(i, end));
            i = end + 1;
        }
        return aggregates;
    }

    /** Adds the names of the columns that {@code IN (…)} lists; answers whether data may name more. */
    private boolean values(int in, int limit, List<Name> values) {
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

    /** Writes {@code PIVOT t ON … USING … GROUP BY …} or {@code UNPIVOT t ON … INTO NAME … VALUE …} as a query. */
    void statement(int i, int end, Rewriter rewriter) {
        Token word = tokens.at(i);
        int on = tokens.find(i + 1, end, "ON", "USING", "GROUP", "ORDER", "LIMIT", "INTO");
        out.add("SELECT * FROM", word);
        rewriter.write(i + 1, on);
        Relation mark = word.isAny("PIVOT", "PIVOT_WIDER") ? pivotOn(on, end) : unpivotOn(on, end);
        if (mark == null) {
            out.write("UNPIVOT", word.start(), word.end());
            return;
        }
        out.add("CROSS JOIN", word);
        out.write(out.mark(mark), word.start(), word.end());
    }

    private Relation pivotOn(int on, int end) {
        int rest = tokens.find(on, end, "USING", "GROUP", "ORDER", "LIMIT");
        int using = tokens.find(on, end, "USING");
        int afterUsing = tokens.find(using, end, "GROUP", "ORDER", "LIMIT");
        int group = tokens.find(on, end, "GROUP");
        int in = tokens.find(on, rest, "IN");
        boolean one = tokens.findSymbol(on, rest, ",") == rest;
        List<Name> values = new ArrayList<>();
        boolean open = !one || values(in, rest, values);
        return new Relation.Pivot(
                aggregates(using + 1, afterUsing),
                columnNames(on + 1, one ? in : rest),
                values,
                open,
                names(group + 2, tokens.find(group, end, "ORDER", "LIMIT")),
                null,
                List.of());
    }

    private @Nullable Relation unpivotOn(int on, int end) {
        int into = tokens.find(on, end, "INTO", "ORDER", "LIMIT");
        int name = tokens.find(into, end, "NAME");
        int value = tokens.find(into, end, "VALUE");
        List<List<Name>> sources = sources(on + 1, into);
        if (on == end || tokens.find(on, into, "COLUMNS") < into || tokens.findSymbol(on, into, "*") < into) {
            return null;
        }
        return new Relation.Unpivot(
                value < end ? names(value + 1, tokens.find(value, end, "ORDER", "LIMIT")) : List.of(Name.of("value")),
                List.of(name < end ? tokens.at(name + 1).name() : Name.of("name")),
                sources,
                null,
                List.of());
    }

    /** Reads {@code MATCH_RECOGNIZE (…)} and leaves a join with a mark in its place. */
    int match(int i, int limit) {
        int close = tokens.close(i + 1, limit);
        String[] parts = {"PARTITION", "ORDER", "MEASURES", "ONE", "ALL", "AFTER", "PATTERN", "SUBSET", "DEFINE"};
        int partition = tokens.find(i + 2, close, "PARTITION");
        int measures = tokens.find(i + 2, close, "MEASURES");
        List<Relation.Measure> told = new ArrayList<>();
        int last = tokens.find(measures + 1, close, parts);
        for (int at = measures + 1; at < last; ) {
            int end = Math.min(tokens.findSymbol(at, last, ","), last);
            told.add(measure(at, end));
            at = end + 1;
        }
        List<Name> columns = new ArrayList<>();
        int[] end = {close + 1};
        Name alias = alias(end, limit, columns);
        Relation mark = new Relation.Match(
                names(partition + 2, tokens.find(partition + 1, close, parts)),
                told,
                tokens.find(i + 2, close, "ALL") < tokens.find(i + 2, close, "PATTERN"),
                alias);
        out.add("CROSS JOIN", tokens.at(i));
        out.write(out.mark(mark), tokens.at(i).start(), tokens.at(i).end());
        return end[0];
    }

    private Relation.Measure measure(int from, int end) {
        int as = from;
        for (int at = tokens.find(from, end, "AS"); at < end; at = tokens.find(at + 1, end, "AS")) {
            as = at;
        }
        List<Name> columns = new ArrayList<>();
        columnNames(from, as).forEach(parts -> columns.add(parts.getLast()));
        boolean plain = as == from + 1 || (as == from + 3 && tokens.at(from + 1).isSymbol("."));
        boolean aggregates = false;
        for (int at = from; at < as; at++) {
            aggregates |= tokens.at(at + 1).isSymbol("(")
                    && Functions.aggregates(tokens.at(at).text())
                    && !tokens.at(at).isAny("FIRST", "LAST");
        }
        return new Relation.Measure(
                tokens.at(end - 1).name(),
                columns,
                plain
                        ? Transformation.IDENTITY
                        : aggregates ? Transformation.AGGREGATION : Transformation.TRANSFORMATION);
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

    private Relation.Unpivot unpivot(int from, int inFor, int close, @Nullable Name alias, List<Name> columns) {
        List<Name> values = names(from, inFor);
        int in = tokens.find(inFor, close, "IN");
        List<Name> labels = names(inFor + 1, in);
        return new Relation.Unpivot(values, labels, sources(in + 2, tokens.close(in + 1, close)), alias, columns);
    }

    private List<List<Name>> sources(int from, int limit) {
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
