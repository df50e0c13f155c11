package io.datacapsule.sql;

/** Rewrites kinds of joins that the parser does not know. */
final class JoinRewrite {

    private final Tokens tokens;
    private final Emission out;
    private final Rewriter rewriter;

    JoinRewrite(Tokens tokens, Emission out, Rewriter rewriter) {
        this.tokens = tokens;
        this.out = out;
        this.rewriter = rewriter;
    }

    int rewrite(int i, int limit, String word, Token next, Token before) {
        return switch (word) {
            case "ASOF", "POSITIONAL" -> next.isAny("JOIN", "LEFT", "INNER") ? i + 1 : i;
            case "GLOBAL" -> next.isAny("JOIN", "LEFT", "INNER", "ANY", "ALL", "IN", "NOT") ? i + 1 : i;
            case "ANY", "ALL" ->
                next.isAny("JOIN", "LEFT", "INNER", "RIGHT", "FULL")
                                || (before.isAny("LEFT", "INNER", "RIGHT") && next.is("JOIN"))
                        ? i + 1
                        : i;
            case "ANTI", "SEMI" -> next.isAny("JOIN", "LEFT") ? semi(i, next, before) : i;
            case "ARRAY" -> next.is("JOIN") ? arrayJoin(i, limit, before) : i;
            case "CROSS", "OUTER" -> next.is("APPLY") ? apply(i) : i;
            case "STRAIGHT_JOIN" -> {
                out.write("JOIN", tokens.at(i).start(), tokens.at(i).end());
                yield i + 1;
            }
            default -> i;
        };
    }

    private int semi(int i, Token next, Token before) {
        if (!before.is("LEFT") && !before.is("RIGHT")) {
            out.add("LEFT", tokens.at(i));
        }
        out.add("SEMI JOIN", tokens.at(i));
        return next.is("LEFT") ? i + 3 : i + 2;
    }

    private int arrayJoin(int i, int limit, Token before) {
        if (!before.is("LEFT")) {
            out.add("LEFT", tokens.at(i));
        }
        int as = tokens.find(i + 2, limit, "AS", "WHERE", "GROUP", "ORDER", "LIMIT");
        out.add("JOIN unnest(", tokens.at(i));
        rewriter.rewrite(i + 2, Math.min(as, tokens.findSymbol(i + 2, limit, ",")), "UNNEST");
        out.add(")", tokens.at(i));
        return Math.min(as, tokens.findSymbol(i + 2, limit, ","));
    }

    private int apply(int i) {
        out.add(tokens.at(i).is("CROSS") ? "CROSS JOIN" : "LEFT JOIN", tokens.at(i));
        if (tokens.at(i + 2).isSymbol("(")) {
            out.add("LATERAL", tokens.at(i + 1));
        }
        return i + 2;
    }
}
