package io.datacapsule.sql;

import io.datacapsule.sql.Token.Kind;
import java.util.Locale;

/**
 * Rewrites the queries of a dialect to what the parser reads with the same column lineage. Names and strings that could mislead
 * it are kept aside, constructs that it does not know are taken out or told in other words.
 */
final class Rewriter {

    private static final int MOST_PARTS = 100;

    private final Tokens tokens;
    private final Dialect dialect;
    private final Emission out;
    private final ExpressionRewrite expressions;
    private final RelationRewrite relations;
    private final QueryRewrite queries;
    private final WordPlace place;

    Rewriter(Tokens tokens, Dialect dialect, Emission out) {
        this.tokens = tokens;
        this.dialect = dialect;
        this.out = out;
        this.place = new WordPlace(tokens);
        this.expressions = new ExpressionRewrite(tokens, dialect, out, this);
        PivotRewrite pivots = new PivotRewrite(tokens, dialect, out);
        this.relations = new RelationRewrite(tokens, dialect, out, this, pivots);
        this.queries = new QueryRewrite(tokens, out, this, pivots);
    }

    /** Writes the tokens from {@code from} to before {@code limit}. */
    void rewrite(int from, int limit) {
        rewrite(from, limit, "");
    }

    /** Writes tokens inside the parentheses of a function, in upper case, or of none. */
    void rewrite(int from, int limit, String function) {
        int i = from;
        while (i < limit) {
            boolean start = function.isEmpty() && (i == from || queries.followsSetOperation(i));
            int after = start ? queries.rewrite(i, limit) : i;
            i = after > i ? after : next(i, limit, function);
        }
    }

    private int next(int i, int limit, String function) {
        tokens.checkTime();
        Token token = tokens.at(i);
        int after = relations.rewrite(i, limit);
        if (after <= i) {
            after = expressions.rewrite(i, limit, function);
        }
        if (after > i) {
            return after;
        }
        return switch (token.kind()) {
            case STRING -> string(i);
            case QUOTED -> quoted(i);
            case NUMBER -> number(token, i);
            case SYMBOL -> symbol(i, limit);
            case WORD -> word(i, limit);
        };
    }

    private int string(int i) {
        if (i == 0 || tokens.at(i - 1).kind() != Kind.STRING) {
            out.writeString(tokens.at(i));
        }
        return i + 1;
    }

    private int number(Token token, int i) {
        String digits = token.text();
        boolean plain = digits.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
        out.write(plain ? digits : "0", token.start(), token.end());
        return i + 1;
    }

    int quoted(int i) {
        Token token = tokens.at(i);
        if (dialect == Dialect.BIGQUERY && token.text().indexOf('.') > 0) {
            String[] parts = token.text().split("\\.");
            for (int part = 0; part < parts.length; part++) {
                if (part > 0) {
                    out.add(".", token);
                }
                out.writeName(new Name(withoutDecorator(parts[part]), true), token);
            }
        } else {
            out.writeName(new Name(withoutDecorator(token.text()), true), token);
        }
        return i + 1;
    }

    private String withoutDecorator(String name) {
        int dollar = dialect == Dialect.BIGQUERY ? name.indexOf('$') : -1;
        return dollar > 0 ? name.substring(0, dollar) : name;
    }

    private int symbol(int i, int limit) {
        Token token = tokens.at(i);
        if (tokens.isOpen(i)) {
            return bracketed(i, limit);
        }
        if (token.isSymbol(".") && followsTooManyParts(i)) {
            throw new TooLargeException("A name has more than " + MOST_PARTS + " parts");
        }
        String written = switch (token.text()) {
            case "==", "<=>", "~*", "!~", "!~*", "~" -> "=";
            case "^=" -> "<>";
            case "//" -> "/";
            case "**" -> "*";
            case "#>", "#>>", "->>" -> "->";
            case ";", "\\" -> "";
            case "?" -> "null";
            default -> token.text();
        };
        if (!written.isEmpty()) {
            out.write(written, token.start(), token.end());
        }
        return i + 1;
    }

    /** The parser takes the square of the parts of a name, without looking at the time. */
    private boolean followsTooManyParts(int dot) {
        for (int part = 1; part <= MOST_PARTS; part++) {
            if (!tokens.at(dot - 2 * part).isSymbol(".")) {
                return false;
            }
        }
        return true;
    }

    private int bracketed(int i, int limit) {
        Token open = tokens.at(i);
        int close = tokens.close(i, limit);
        Token before = tokens.at(i - 1);
        String function =
                open.isSymbol("(") && isFunctionName(i - 1) ? before.text().toUpperCase(Locale.ROOT) : "";
        boolean brace = open.isSymbol("{");
        int struct = brace ? new StructRewrite(tokens, out, this).braced(i, close) : i;
        if (struct > i) {
            return struct;
        }
        if (brace) {
            out.write("ROW(", open.start(), open.end());
            function = "{";
        } else {
            boolean array = open.isSymbol("[") && !before.isName() && !tokens.isClose(i - 1);
            out.write(array ? "ARRAY[" : open.text(), open.start(), open.end());
            function = open.isSymbol("[") ? "[" : function;
        }
        rewrite(i + 1, close, tokens.at(i + 1).isAny("SELECT", "WITH", "FROM") ? "" : function);
        if (close < limit) {
            out.write(
                    brace ? ")" : tokens.at(close).text(),
                    tokens.at(close).start(),
                    tokens.at(close).end());
        }
        return close + 1;
    }

    boolean isFunctionName(int i) {
        Token token = tokens.at(i);
        return token.kind() == Kind.WORD && !Words.isClause(token);
    }

    private int word(int i, int limit) {
        Token token = tokens.at(i);
        Token after = i + 1 < limit ? tokens.at(i + 1) : tokens.at(-1);
        if (token.text().charAt(0) == '@') {
            out.write("null", token.start(), token.end());
        } else if (!place.isName(i, after)) {
            out.write(token.text(), token.start(), token.end());
        } else if (after.kind() != Kind.STRING || tokens.at(i - 1).isSymbol(".") || Words.isSyntax(token)) {
            out.writeName(token.name(), token);
        }
        return i + 1;
    }

    /** Writes tokens that do not begin a query. */
    void write(int from, int limit) {
        int i = from;
        while (i < limit) {
            i = next(i, limit, "");
        }
    }
}
