package io.datacapsule.sql;

/** Rewrites what dialects name differently in FROM: stages, projects with hyphens, table functions. */
final class TableRewrite {

    private final Tokens tokens;
    private final Dialect dialect;
    private final Emission out;
    private final Rewriter rewriter;

    TableRewrite(Tokens tokens, Dialect dialect, Emission out, Rewriter rewriter) {
        this.tokens = tokens;
        this.dialect = dialect;
        this.out = out;
        this.rewriter = rewriter;
    }

    /** Whether a relation begins at the index. */
    boolean inFrom(int i) {
        Token before = tokens.at(i - 1);
        boolean tableFunction =
                tokens.at(i).isAny("TABLE", "THE") && tokens.at(i + 1).isSymbol("(");
        return (before.isAny("FROM", "JOIN", "INTO") && !tokens.at(i - 2).is("DISTINCT"))
                || (tableFunction && (before.isSymbol(",") || before.is("LATERAL")));
    }

    /** Writes a name in place of the token at the index; answers {@code after}. */
    int named(int i, String name, int after) {
        out.writeName(new Name(name, true), tokens.at(i));
        return after;
    }

    /** Writes the relation that begins at the index if it needs other words; answers the index after it, else the same index. */
    int rewrite(int i, int limit, Token token) {
        if (token.text().startsWith("@")) {
            int end = i + 1;
            while (end < limit
                    && tokens.adjoins(end)
                    && !tokens.isOpen(end)
                    && !tokens.isClose(end)
                    && !tokens.at(end).isSymbol(",")) {
                end++;
            }
            StringBuilder path = new StringBuilder();
            for (int j = i; j < end; j++) {
                path.append(tokens.at(j).text());
            }
            return named(i, path.toString(), tokens.at(end).isSymbol("(") ? tokens.after(end, limit) : end);
        }
        if (dialect == Dialect.BIGQUERY
                && tokens.at(i + 1).isSymbol("-")
                && tokens.adjoins(i + 1)
                && tokens.adjoins(i + 2)) {
            StringBuilder project = new StringBuilder(token.text());
            int end = i + 1;
            while (end + 1 < limit && tokens.at(end).isSymbol("-") && tokens.adjoins(end) && tokens.adjoins(end + 1)) {
                project.append('-').append(tokens.at(end + 1).text());
                end += 2;
            }
            return named(i, project.toString(), end);
        }
        if (token.isAny("TABLE", "THE") && tokens.at(i + 1).isSymbol("(")) {
            int close = tokens.close(i + 1, limit);
            Token first = tokens.at(i + 2);
            if (first.kind() == Token.Kind.STRING) {
                return named(i, first.text().replace("'", ""), close + 1);
            }
            int over = tokens.find(i + 2, close, "OVER");
            rewriter.rewrite(i + 2, over);
            return close + 1;
        }
        if (token.is("SEMANTIC_VIEW") && tokens.at(i + 1).isSymbol("(")) {
            int close = tokens.close(i + 1, limit);
            int end = tokens.find(i + 2, close, "METRICS", "DIMENSIONS", "FACTS", "WHERE");
            rewriter.rewrite(i + 2, end);
            return close + 1;
        }
        if (token.is("ONLY") && tokens.at(i + 1).isName()) {
            return i + 1;
        }
        return i;
    }
}
