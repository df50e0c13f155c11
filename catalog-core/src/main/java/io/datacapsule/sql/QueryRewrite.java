package io.datacapsule.sql;

/** Rewrites queries that begin otherwise than with SELECT: with FROM, with a pipe behind, TABLE, and PIVOT or UNPIVOT. */
final class QueryRewrite {

    static final String[] SET_OPERATIONS = {"UNION", "INTERSECT", "EXCEPT", "MINUS"};

    private final Tokens tokens;
    private final Emission out;
    private final Rewriter rewriter;
    private final PivotRewrite pivots;
    private final PipeRewrite pipes;

    QueryRewrite(Tokens tokens, Emission out, Rewriter rewriter, PivotRewrite pivots) {
        this.tokens = tokens;
        this.out = out;
        this.rewriter = rewriter;
        this.pivots = pivots;
        this.pipes = new PipeRewrite(tokens, out, rewriter, pivots);
    }

    /** Writes the query that begins at the index if it needs other words; answers the index after it, else the same index. */
    int rewrite(int from, int limit) {
        int main = tokens.at(from).is("WITH") ? afterCommonTables(from, limit) : from;
        Token first = tokens.at(main);
        boolean piped = first.isAny("FROM", "SELECT") || first.isSymbol("(");
        if (piped && tokens.findSymbol(main, limit, "|>") < limit) {
            rewriter.write(from, main);
            pipes.rewrite(main, limit);
            return limit;
        }
        if (!first.isAny("FROM", "TABLE", "PIVOT", "PIVOT_WIDER", "UNPIVOT", "PIVOT_LONGER")
                || (first.is("FROM") && isCut(main))) {
            return from;
        }
        if (!first.is("FROM")
                && !tokens.at(main + 1).isName()
                && !tokens.at(main + 1).isSymbol("(")) {
            return from;
        }
        int end = tokens.find(main, limit, SET_OPERATIONS);
        rewriter.write(from, main);
        if (first.is("FROM")) {
            fromFirst(main, end);
        } else if (first.is("TABLE")) {
            out.write("SELECT * FROM", first.start(), first.end());
            rewriter.write(main + 1, end);
        } else {
            pivots.statement(main, end, rewriter);
        }
        return end;
    }

    /** Whether FROM belongs to a call such as {@code trim(from x)}. */
    private boolean isCut(int from) {
        return tokens.at(from - 1).isSymbol("(") && rewriter.isFunctionName(from - 2);
    }

    /** Whether a query begins behind the words of a set operation. */
    boolean followsSetOperation(int i) {
        int before = i - 1;
        while (tokens.at(before).isAny("ALL", "DISTINCT", "BY", "NAME")) {
            before--;
        }
        return tokens.at(before).isAny(SET_OPERATIONS);
    }

    private int afterCommonTables(int with, int limit) {
        int i = tokens.at(with + 1).is("RECURSIVE") ? with + 2 : with + 1;
        while (i < limit && tokens.at(i).isName()) {
            int as = tokens.find(i, limit, "AS");
            int open = as + 1;
            while (tokens.at(open).isAny("NOT", "MATERIALIZED")) {
                open++;
            }
            if (!tokens.at(open).isSymbol("(")) {
                return with;
            }
            i = tokens.after(open, limit);
            if (!tokens.at(i).isSymbol(",")) {
                return i;
            }
            i++;
        }
        return i;
    }

    /** Puts the select list before FROM. */
    private void fromFirst(int i, int end) {
        int select = tokens.find(i, end, "SELECT");
        if (select == end) {
            out.add("SELECT *", tokens.at(i));
            rewriter.write(i, end);
        } else {
            int rest = tokens.find(select, end, "WHERE", "GROUP", "HAVING", "QUALIFY", "ORDER", "LIMIT", "WINDOW");
            rewriter.write(select, rest);
            rewriter.write(i, select);
            rewriter.write(rest, end);
        }
    }
}
