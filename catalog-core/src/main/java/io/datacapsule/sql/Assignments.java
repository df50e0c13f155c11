package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;

/** Writes what SET assigns as a query that yields it. */
final class Assignments {

    private final Tokens tokens;
    private final Emission out;
    private final Rewriter rewriter;

    Assignments(Tokens tokens, Emission out, Rewriter rewriter) {
        this.tokens = tokens;
        this.out = out;
        this.rewriter = rewriter;
    }

    /** Writes a query that several columns are set from, {@code (a, b) = (SELECT …)}, under the names of the columns. */
    void row(int[] row) {
        Token near = tokens.at(row[0]);
        out.add(", LATERAL", near);
        rewriter.write(row[1] + 1, row[2]);
        out.add("AS", near);
        out.writeName(rowName(row[0]), near);
        out.add("(", near);
        String comma = "";
        for (Token column : columns(row[0], row[1])) {
            if (!comma.isEmpty()) {
                out.add(comma, column);
            }
            out.writeName(column.name(), column);
            comma = ",";
        }
        out.add(")", near);
    }

    private static Name rowName(int place) {
        return new Name("row at " + place, true);
    }

    /**
     * Writes SELECT with the assigned values under the names of the columns; queries that several columns are set from go to
     * the rows, to be written into FROM.
     */
    boolean write(int from, int limit, List<int[]> rows) {
        out.add("SELECT", tokens.at(from));
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
                    out.add(",", column);
                }
                first = false;
                if (query) {
                    out.writeName(rowName(i), column);
                    out.add(".", column);
                    out.writeName(column.name(), column);
                } else {
                    int last = row ? tokens.findSymbol(value, end - 1, ",") : end;
                    rewriter.write(value, last);
                    value = row ? last + 1 : value;
                }
                out.add("AS", column);
                out.writeName(column.name(), column);
            }
            i = end + 1;
        }
        return !first;
    }

    /** The columns that are set: one, or those in parentheses. */
    List<Token> columns(int from, int equals) {
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
}
