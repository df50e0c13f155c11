package io.datacapsule.sql;

import io.datacapsule.sql.Token.Kind;

/** Rewrites what symbols mean in dialects: casts and paths by colons, windows on windows, commas too many. */
final class SymbolRewrite {

    private final Tokens tokens;
    private final Emission out;
    private final Rewriter rewriter;
    private final TypePlace types;

    SymbolRewrite(Tokens tokens, Dialect dialect, Emission out, Rewriter rewriter) {
        this.tokens = tokens;
        this.out = out;
        this.rewriter = rewriter;
        this.types = new TypePlace(tokens, dialect);
    }

    /** A window that another one extends. */
    record WindowName(Name name) {}

    /** Writes what begins with the symbol at the index if it needs other words; answers the index after it, else the same index. */
    int rewrite(int i, int limit, String function) {
        Token token = tokens.at(i);
        if (token.isSymbol("::")) {
            out.write("::", token.start(), token.end());
            out.add("int", tokens.at(i + 1));
            return types.after(i + 1, limit);
        }
        if (token.isSymbol(":")) {
            return colon(i, limit, function);
        }
        if (token.isSymbol(",")) {
            boolean trailing = i + 1 >= limit
                    || (tokens.at(i + 1).isAny("FROM", "WHERE") && function.isEmpty())
                    || tokens.at(i + 1).isSymbol(")");
            boolean afterCte = tokens.at(i + 1).is("SELECT") && tokens.at(i - 1).isSymbol(")");
            return trailing || afterCte ? i + 1 : i;
        }
        if (token.isSymbol(".") && tokens.at(i + 1).isSymbol("*") && tokens.isClose(i - 1)) {
            return i + 1;
        }
        if (token.isSymbol("*")) {
            return new StarRewrite(tokens, out, rewriter).rewrite(i, limit);
        }
        if (token.isSymbol("<") && tokens.at(i - 1).isAny("ARRAY", "STRUCT", "MAP") && types.arguments(i, limit) > i) {
            return types.arguments(i, limit);
        }
        if (token.isSymbol("(") && extendsWindow(i)) {
            out.write("( PARTITION BY", token.start(), token.end());
            Token base = tokens.at(i + 1);
            out.add(out.mark(new WindowName(base.name())), base);
            int close = tokens.close(i, limit);
            rewriter.rewrite(i + 2, close);
            out.write(")", tokens.at(close).start(), tokens.at(close).end());
            return close + 1;
        }
        if (token.isSymbol("(")
                && tokens.at(i + 1).isSymbol("+")
                && tokens.at(i + 2).isSymbol(")")) {
            return i + 3;
        }
        return i;
    }

    /** Whether the parenthesis opens a window that begins with the name of another. */
    private boolean extendsWindow(int i) {
        Token before = tokens.at(i - 1);
        Token base = tokens.at(i + 1);
        return (before.is("OVER") || (before.is("AS") && isInWindowClause(i)))
                && base.isName()
                && !base.isAny(
                        "PARTITION",
                        "ORDER",
                        "ROWS",
                        "RANGE",
                        "GROUPS",
                        "SELECT",
                        "WITH",
                        "VALUES",
                        "FROM",
                        "DISTRIBUTE",
                        "CLUSTER",
                        "SORT",
                        "TABLE");
    }

    /** Whether {@code name AS} before the parenthesis belongs to WINDOW, directly or after other windows. */
    private boolean isInWindowClause(int i) {
        int at = i - 3;
        while (tokens.at(at).isSymbol(",") && tokens.at(at - 1).isSymbol(")")) {
            at = tokens.open(at - 1) - 3;
        }
        return tokens.at(at).is("WINDOW");
    }

    private int colon(int i, int limit, String function) {
        Token before = tokens.at(i - 1);
        Token next = tokens.at(i + 1);
        if (function.equals("[")) {
            out.add(",", tokens.at(i));
            return i + 1;
        }
        if ((before.isName() || tokens.isClose(i - 1))
                && (next.isName() || next.isSymbol("["))
                && !function.equals("{")) {
            out.add("::", tokens.at(i));
            out.add("int", tokens.at(i));
            int end = next.isSymbol("[") ? i + 1 : i + 2;
            while (end < limit) {
                Token step = tokens.at(end);
                if (step.isSymbol("[")) {
                    end = tokens.after(end, limit);
                } else if ((step.isSymbol(".") || step.isSymbol(":"))
                        && tokens.at(end + 1).isName()) {
                    end += 2;
                } else {
                    break;
                }
            }
            return end;
        }
        if (next.kind() == Kind.WORD) {
            out.write("null", tokens.at(i).start(), next.end());
            return i + 2;
        }
        return i + 1;
    }
}
