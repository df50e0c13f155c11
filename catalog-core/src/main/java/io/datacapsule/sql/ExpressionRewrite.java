package io.datacapsule.sql;

import io.datacapsule.sql.Token.Kind;
import java.util.Locale;
import java.util.Set;

/** Rewrites what dialects write differently inside expressions: casts, date parts, paths, calls with keywords. */
final class ExpressionRewrite {

    private static final Set<String> DATE_FUNCTIONS = Set.of(
            "DATE_TRUNC",
            "DATETRUNC",
            "DATETIME_TRUNC",
            "TIMESTAMP_TRUNC",
            "TIME_TRUNC",
            "TRUNC",
            "DATEDIFF",
            "DATE_DIFF",
            "DATETIME_DIFF",
            "TIMESTAMP_DIFF",
            "TIME_DIFF",
            "TIMESTAMPDIFF",
            "TIMEDIFF",
            "DATEADD",
            "DATE_ADD",
            "DATE_SUB",
            "TIMESTAMPADD",
            "TIMEADD",
            "DATEPART",
            "DATE_PART",
            "DATENAME",
            "LAST_DAY",
            "NEXT_DAY",
            "TIME_SLICE",
            "DATETIME_ADD",
            "DATETIME_SUB",
            "TIMESTAMP_ADD",
            "TIMESTAMP_SUB",
            "DATE_BUCKET",
            "DATEDIFF_BIG",
            "EXTRACT",
            "GENERATE_DATE_ARRAY",
            "GENERATE_TIMESTAMP_ARRAY",
            "DATESUB");

    private static final String[] AFTER_ITEM = {
        "FROM", "INTO", "WHERE", "GROUP", "HAVING", "ORDER", "UNION", "EXCEPT", "INTERSECT", "OPTION"
    };

    private static final Set<String> NAMESPACES = Set.of("NET", "KEYS", "AEAD", "HLL_COUNT", "ML", "ST", "D3A_COUNT");

    private final Tokens tokens;
    private final Dialect dialect;
    private final Emission out;
    private final Rewriter rewriter;
    private final SymbolRewrite symbols;
    private final KeywordRewrite keywords;

    ExpressionRewrite(Tokens tokens, Dialect dialect, Emission out, Rewriter rewriter) {
        this.tokens = tokens;
        this.dialect = dialect;
        this.out = out;
        this.rewriter = rewriter;
        this.symbols = new SymbolRewrite(tokens, dialect, out, rewriter);
        this.keywords = new KeywordRewrite(tokens, out, rewriter);
    }

    /** Writes what begins at the index if it needs other words; answers the index after it, else the same index. */
    int rewrite(int i, int limit, String function) {
        Token token = tokens.at(i);
        return switch (token.kind()) {
            case SYMBOL -> symbols.rewrite(i, limit, function);
            case WORD -> word(i, limit, function);
            case STRING, QUOTED -> function.equals("{") && tokens.at(i + 1).isSymbol(":") ? i + 2 : i;
            case NUMBER -> i;
        };
    }

    private int word(int i, int limit, String function) {
        Token token = tokens.at(i);
        Token next = i + 1 < limit ? tokens.at(i + 1) : tokens.at(-1);
        Token before = tokens.at(i - 1);
        String word = token.text().toUpperCase(Locale.ROOT);
        if (before.isSymbol(".")) {
            return i;
        }
        if (function.equals("{") && next.isSymbol(":")) {
            return i + 2;
        }
        if (dialect == Dialect.TSQL && function.isEmpty() && isAssigned(i, next, before)) {
            int end = Math.min(tokens.findSymbol(i, limit, ","), tokens.find(i, limit, AFTER_ITEM));
            rewriter.write(i + 2, end);
            out.add("AS", token);
            out.writeName(token.name(), token);
            return end;
        }
        if (next.isSymbol("=>") || (next.isSymbol(":=") && !function.isEmpty())) {
            return i + 2;
        }
        if (next.isSymbol("(") || (next.isSymbol("<") && word.equals("STRUCT"))) {
            CallRewrite call = new CallRewrite(tokens, dialect, out, rewriter);
            int after = next.isSymbol("(") ? call.rewrite(i, limit, word) : call.typedStruct(i, limit);
            if (after > i) {
                return after;
            }
        }
        if (next.isSymbol(".")
                && tokens.at(i + 3).isSymbol("(")
                && tokens.at(i + 2).kind() == Kind.WORD) {
            if (word.equals("SAFE")) {
                return i + 2;
            }
            if (NAMESPACES.contains(word)) {
                Token name = tokens.at(i + 2);
                out.write(token.text() + "_" + name.text(), token.start(), name.end());
                return i + 3;
            }
        }
        if (isDatePart(next, before, word, function)) {
            int after = i + 1;
            if (next.isSymbol("(")) {
                after = tokens.after(after, limit);
            }
            out.write("'day'", token.start(), token.end());
            return after;
        }
        if (!function.isEmpty()) {
            int after = inCall(i, next, before, word, function);
            if (after > i) {
                return after;
            }
        }
        return keywords.rewrite(i, limit, next, before, word);
    }

    /** Whether the word is an alias that stands before its expression: {@code SELECT x = a + b}. */
    private boolean isAssigned(int i, Token next, Token before) {
        return next.isSymbol("=")
                && !tokens.at(i).text().startsWith("@")
                && (before.isSymbol(",")
                        || before.isAny("SELECT", "DISTINCT", "ALL")
                        || (before.kind() == Kind.NUMBER && tokens.at(i - 2).is("TOP"))
                        || (tokens.isClose(i - 1)
                                && tokens.at(tokens.open(i - 1) - 1).is("TOP")));
    }

    private static boolean isDatePart(Token next, Token before, String word, String function) {
        return DATE_FUNCTIONS.contains(function)
                && KeywordRewrite.DATE_PARTS.contains(word)
                && (before.isSymbol("(") || before.isSymbol(","))
                && (next.isSymbol(",")
                        || next.isSymbol(")")
                        || (next.isSymbol("(") && word.contains("WEEK"))
                        || next.text().isEmpty());
    }

    private int inCall(int i, Token next, Token before, String word, String function) {
        boolean cut = switch (word) {
            case "FROM" -> !before.is("DISTINCT") && !function.equals("[") && !function.equals("EXISTS");
            case "FOR", "PLACING", "SEPARATOR" -> true;
            case "HAVING" -> next.isAny("MAX", "MIN");
            default -> false;
        };
        if (cut) {
            boolean first = before.isSymbol("(");
            if (!first) {
                out.write(",", tokens.at(i).start(), tokens.at(i).end());
            }
            return word.equals("HAVING") ? i + 2 : i + 1;
        }
        if (word.equals("AS") && next.isName()) {
            return i + 2;
        }
        if (function.equals("TRIM")
                && (word.equals("LEADING") || word.equals("TRAILING") || word.equals("BOTH"))
                && before.isSymbol("(")) {
            return next.is("FROM") ? i + 2 : i + 1;
        }
        if ((word.equals("OFFSET") || word.equals("ORDINAL")) && function.equals("[") && next.isSymbol("(")) {
            out.write("subscript", tokens.at(i).start(), tokens.at(i).end());
            return i + 1;
        }
        return i;
    }
}
