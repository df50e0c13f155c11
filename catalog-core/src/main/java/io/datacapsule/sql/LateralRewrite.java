package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;

/** Rewrites lateral views and functions. */
final class LateralRewrite {

    private final Tokens tokens;
    private final Emission out;
    private final Rewriter rewriter;

    LateralRewrite(Tokens tokens, Emission out, Rewriter rewriter) {
        this.tokens = tokens;
        this.out = out;
        this.rewriter = rewriter;
    }

    int rewrite(int i, int limit, Token next) {
        if (!next.is("VIEW")) {
            return next.kind() == Token.Kind.WORD && !next.isSymbol("(") ? i + 1 : i;
        }
        int function = tokens.at(i + 2).is("OUTER") ? i + 3 : i + 2;
        int open = function + 1;
        while (open < limit && !tokens.at(open).isSymbol("(")) {
            open++;
        }
        int after = open < limit ? tokens.after(open, limit) : limit;
        out.add("CROSS JOIN", tokens.at(i));
        rewriter.rewrite(function, after);
        int at = after;
        Name alias = new Name("", true);
        if (at < limit && !tokens.at(at).is("AS") && Words.isAlias(tokens.at(at))) {
            alias = tokens.at(at).name();
            at++;
        }
        List<Name> columns = new ArrayList<>();
        if (tokens.at(at).is("AS") && at < limit) {
            at = aliasList(at + 1, limit, columns);
        }
        out.add("AS", tokens.at(i));
        out.writeName(alias, tokens.at(i));
        writeColumns(columns, tokens.at(i));
        return at;
    }

    private int aliasList(int from, int limit, List<Name> columns) {
        int at = from;
        if (tokens.at(at).isSymbol("(")) {
            int close = tokens.close(at, limit);
            for (int j = at + 1; j < close; j++) {
                if (tokens.at(j).isName()) {
                    columns.add(tokens.at(j).name());
                }
            }
            return close + 1;
        }
        columns.add(tokens.at(at).name());
        at++;
        while (at + 1 < limit
                && tokens.at(at).isSymbol(",")
                && tokens.at(at + 1).isName()) {
            columns.add(tokens.at(at + 1).name());
            at += 2;
        }
        return at;
    }

    private void writeColumns(List<Name> columns, Token near) {
        if (columns.isEmpty()) {
            return;
        }
        out.add("(", near);
        for (int c = 0; c < columns.size(); c++) {
            if (c > 0) {
                out.add(",", near);
            }
            out.writeName(columns.get(c), near);
        }
        out.add(")", near);
    }
}
