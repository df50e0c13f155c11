package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads PIVOT, UNPIVOT and MATCH_RECOGNIZE after a relation and leaves a join with a mark in their place. */
final class PivotRewrite {

    private final Tokens tokens;
    private final PivotParts parts;
    private final Emission out;

    PivotRewrite(Tokens tokens, Dialect dialect, Emission out) {
        this.tokens = tokens;
        this.parts = new PivotParts(tokens, dialect);
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
        Name alias = parts.alias(end, limit, columns);
        Object mark = tokens.at(i).is("PIVOT")
                ? pivot(open + 1, inFor, close, alias, columns)
                : unpivot(open + 1, inFor, close, alias, columns);
        out.add("CROSS JOIN", tokens.at(i));
        out.write(out.mark(mark), tokens.at(i).start(), tokens.at(i).end());
        return end[0];
    }

    private Relation.Pivot pivot(int from, int inFor, int close, @Nullable Name alias, List<Name> columns) {
        int in = tokens.find(inFor, close, "IN");
        int group = tokens.find(in, close, "GROUP");
        List<Name> values = new ArrayList<>();
        boolean open = parts.values(in, group, values);
        return new Relation.Pivot(
                parts.aggregates(from, inFor),
                parts.columnNames(inFor + 1, in),
                values,
                open,
                parts.names(group + 2, close),
                alias,
                columns);
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
        boolean open = !one || parts.values(in, rest, values);
        return new Relation.Pivot(
                parts.aggregates(using + 1, afterUsing),
                parts.columnNames(on + 1, one ? in : rest),
                values,
                open,
                parts.names(group + 2, tokens.find(group, end, "ORDER", "LIMIT")),
                null,
                List.of());
    }

    private @Nullable Relation unpivotOn(int on, int end) {
        int into = tokens.find(on, end, "INTO", "ORDER", "LIMIT");
        int name = tokens.find(into, end, "NAME");
        int value = tokens.find(into, end, "VALUE");
        List<List<Name>> sources = parts.sources(on + 1, into);
        if (on == end || tokens.find(on, into, "COLUMNS") < into || tokens.findSymbol(on, into, "*") < into) {
            return null;
        }
        return new Relation.Unpivot(
                value < end
                        ? parts.names(value + 1, tokens.find(value, end, "ORDER", "LIMIT"))
                        : List.of(Name.of("value")),
                List.of(name < end ? tokens.at(name + 1).name() : Name.of("name")),
                sources,
                null,
                List.of());
    }

    /** Reads {@code MATCH_RECOGNIZE (…)} and leaves a join with a mark in its place. */
    int match(int i, int limit) {
        int close = tokens.close(i + 1, limit);
        String[] clauses = {"PARTITION", "ORDER", "MEASURES", "ONE", "ALL", "AFTER", "PATTERN", "SUBSET", "DEFINE"};
        int partition = tokens.find(i + 2, close, "PARTITION");
        int measures = tokens.find(i + 2, close, "MEASURES");
        List<Relation.Measure> told = new ArrayList<>();
        int last = tokens.find(measures + 1, close, clauses);
        for (int at = measures + 1; at < last; ) {
            int end = Math.min(tokens.findSymbol(at, last, ","), last);
            told.add(measure(at, end));
            at = end + 1;
        }
        List<Name> columns = new ArrayList<>();
        int[] end = {close + 1};
        Name alias = parts.alias(end, limit, columns);
        Relation mark = new Relation.Match(
                parts.names(partition + 2, tokens.find(partition + 1, close, clauses)),
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
        parts.columnNames(from, as).forEach(column -> columns.add(column.getLast()));
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

    private Relation.Unpivot unpivot(int from, int inFor, int close, @Nullable Name alias, List<Name> columns) {
        List<Name> values = parts.names(from, inFor);
        int in = tokens.find(inFor, close, "IN");
        List<Name> labels = parts.names(inFor + 1, in);
        return new Relation.Unpivot(values, labels, parts.sources(in + 2, tokens.close(in + 1, close)), alias, columns);
    }
}
