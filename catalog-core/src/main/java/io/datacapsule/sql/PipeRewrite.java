package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rewrites a query with pipes ({@code FROM t |> WHERE … |> SELECT …}) to queries in each other. */
final class PipeRewrite {

    private final Tokens tokens;
    private final Emission out;
    private final Rewriter rewriter;
    private final PivotRewrite pivots;

    PipeRewrite(Tokens tokens, Emission out, Rewriter rewriter, PivotRewrite pivots) {
        this.tokens = tokens;
        this.out = out;
        this.rewriter = rewriter;
        this.pivots = pivots;
    }

    /** Something to be written later, inside of what is written first. */
    private interface Part {

        void write();
    }

    /** What is read so far; operators that fit go into it, others begin a new one that reads from it. */
    private static final class Stage {

        private final List<Part> from = new ArrayList<>();
        private final List<int[]> conditions = new ArrayList<>();
        private final List<int[]> orders = new ArrayList<>();
        private @Nullable Part items;
        private @Nullable Name alias;
        private int groups;
    }

    void rewrite(int start, int limit) {
        int end = tokens.findSymbol(start, limit, "|>");
        Stage stage = new Stage();
        int from = tokens.at(start).is("FROM") ? start + 1 : start;
        if (from > start) {
            stage.from.add(() -> rewriter.write(from, end));
            stage.alias = alias(from, end);
        } else {
            stage.from.add(() -> {
                out.add("(", tokens.at(start));
                rewriter.rewrite(start, end);
                out.add(")", tokens.at(start));
            });
        }
        int pipe = end;
        while (pipe < limit) {
            int next = tokens.findSymbol(pipe + 1, limit, "|>");
            stage = operator(stage, pipe + 1, next);
            pipe = next;
        }
        query(stage, tokens.at(start));
    }

    private @Nullable Name alias(int from, int end) {
        boolean one = tokens.find(from, end, "JOIN") == end && tokens.findSymbol(from, end, ",") == end;
        Token last = tokens.at(end - 1);
        return one && last.isName() ? new Name(last.text().substring(last.text().lastIndexOf('.') + 1), true) : null;
    }

    private Stage operator(Stage before, int at, int end) {
        Token word = tokens.at(at);
        String operator = word.text().toUpperCase(java.util.Locale.ROOT);
        boolean closed = before.items != null;
        Stage stage = closed && !isNeutral(operator) ? inside(before, word, true) : before;
        switch (operator) {
            case "WHERE" -> stage.conditions.add(new int[] {at + 1, end});
            case "ORDER" -> stage.orders.add(new int[] {at + 2, end});
            case "LIMIT", "OFFSET", "DISTINCT", "TABLESAMPLE", "ASSERT" -> {}
            case "SELECT" -> {
                stage.items = () -> rewriter.write(at + 1, end);
                stage.alias = null;
            }
            case "EXTEND", "WINDOW" ->
                stage.items = () -> {
                    out.add("*,", word);
                    rewriter.write(at + 1, end);
                };
            case "AGGREGATE" -> aggregate(stage, at, end);
            case "SET" -> stage.items = () -> replace(at + 1, end);
            case "DROP" -> stage.items = () -> change(word, names(at + 1, end), Map.of());
            case "RENAME" -> stage.items = () -> change(word, List.of(), renames(at + 1, end));
            case "AS" -> {
                stage = inside(stage, word, false);
                stage.alias = tokens.at(at + 1).name();
                alias(stage, tokens.at(at + 1));
            }
            case "JOIN", "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "NATURAL" -> {
                stage.from.add(() -> rewriter.write(at, end));
                stage.alias = null;
            }
            case "PIVOT", "UNPIVOT" -> stage.from.add(() -> pivots.rewrite(at, end));
            case "UNION", "INTERSECT", "EXCEPT" -> stage = operation(stage, at, end);
            default -> stage.from.add(() -> out.write("|>", tokens.at(at - 1).start(), word.end()));
        }
        return stage;
    }

    private static boolean isNeutral(String operator) {
        return switch (operator) {
            case "LIMIT", "OFFSET", "DISTINCT", "TABLESAMPLE", "ASSERT" -> true;
            default -> false;
        };
    }

    /** A stage that reads from another, under its alias as long as there is one. */
    private Stage inside(Stage before, Token near, boolean aliased) {
        Stage stage = new Stage();
        stage.from.add(() -> {
            out.add("(", near);
            query(before, near);
            out.add(")", near);
        });
        if (aliased && before.alias != null) {
            stage.alias = before.alias;
            alias(stage, near);
        }
        return stage;
    }

    private void alias(Stage stage, Token near) {
        Name alias = stage.alias;
        if (alias != null) {
            stage.from.add(() -> {
                out.add("AS", near);
                out.writeName(alias, near);
            });
        }
    }

    private void query(Stage stage, Token near) {
        out.add("SELECT", near);
        Part items = stage.items;
        if (items == null) {
            out.add("*", near);
        } else {
            items.write();
        }
        out.add("FROM", near);
        stage.from.forEach(Part::write);
        String word = "WHERE (";
        for (int[] condition : stage.conditions) {
            out.add(word, near);
            rewriter.write(condition[0], condition[1]);
            out.add(")", near);
            word = "AND (";
        }
        for (int group = 1; group <= stage.groups; group++) {
            out.add(group == 1 ? "GROUP BY" : ",", near);
            out.add(Integer.toString(group), near);
        }
        word = "ORDER BY";
        for (int[] order : stage.orders) {
            out.add(word, near);
            rewriter.write(order[0], order[1]);
            word = ",";
        }
    }

    /** Columns that are grouped by come first. */
    private void aggregate(Stage stage, int at, int end) {
        int group = tokens.find(at, end, "GROUP");
        List<int[]> items = new ArrayList<>();
        if (group < end) {
            items.addAll(items(tokens.find(group, end, "BY") + 1, end));
        }
        stage.groups = items.size();
        items.addAll(items(at + 1, group));
        stage.alias = null;
        stage.items = () -> {
            String comma = "";
            for (int[] item : items) {
                if (!comma.isEmpty()) {
                    out.add(comma, tokens.at(item[0]));
                }
                rewriter.write(item[0], item[1]);
                comma = ",";
            }
        };
    }

    /** The parts between commas, without the words that sort them. */
    private List<int[]> items(int from, int end) {
        List<int[]> items = new ArrayList<>();
        for (int i = from; i < end; ) {
            int comma = tokens.findSymbol(i, end, ",");
            int last = Math.min(comma, tokens.find(i, comma, "ASC", "DESC", "NULLS"));
            items.add(new int[] {i, last});
            i = comma + 1;
        }
        return items;
    }

    private void replace(int from, int end) {
        out.add("* REPLACE (", tokens.at(from));
        String comma = "";
        for (int[] item : items(from, end)) {
            Token column = tokens.at(item[0]);
            if (!comma.isEmpty()) {
                out.add(comma, column);
            }
            rewriter.write(tokens.findSymbol(item[0], item[1], "=") + 1, item[1]);
            out.add("AS", column);
            out.writeName(column.name(), column);
            comma = ",";
        }
        out.add(")", tokens.at(from));
    }

    private void change(Token near, List<Name> except, Map<Name, Name> rename) {
        out.add("* EXCEPT (", near);
        out.add(out.mark(new StarRewrite.StarChange(except, rename)), near);
        out.add(")", near);
    }

    private List<Name> names(int from, int end) {
        return items(from, end).stream().map(item -> tokens.at(item[0]).name()).toList();
    }

    private Map<Name, Name> renames(int from, int end) {
        Map<Name, Name> renames = new LinkedHashMap<>();
        for (int[] item : items(from, end)) {
            renames.put(tokens.at(item[0]).name(), tokens.at(item[1] - 1).name());
        }
        return renames;
    }

    /** Set operations with one query in parentheses or several. */
    private Stage operation(Stage before, int at, int end) {
        int open = at;
        while (open < end && !tokens.at(open).isSymbol("(")) {
            open++;
        }
        int first = open;
        Stage stage = new Stage();
        stage.from.add(() -> {
            out.add("( (", tokens.at(at));
            query(before, tokens.at(at));
            out.add(")", tokens.at(at));
            for (int[] other : items(first, end)) {
                rewriter.write(at, first);
                rewriter.write(other[0], other[1]);
            }
            out.add(")", tokens.at(at));
        });
        return stage;
    }
}
