package io.datacapsule.sql;

import io.datacapsule.sql.Token.Kind;
import java.util.Locale;

/** Tells names from keywords by their places. */
final class WordPlace {

    private final Tokens tokens;

    WordPlace(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Whether the word at the index is a name that the parser must not read as it is. */
    boolean isName(int i, Token after) {
        Token token = tokens.at(i);
        return Words.isSyntax(token)
                ? isNameHere(i, token.text().toUpperCase(Locale.ROOT), after)
                : !after.isSymbol("(") || Words.isNeverCalled(token);
    }

    /** Whether a word of the syntax is a name by its place. */
    private boolean isNameHere(int i, String word, Token after) {
        Token before = tokens.at(i - 1);
        boolean clause = Words.isClause(tokens.at(i));
        if (before.isSymbol(".")) {
            return !after.isSymbol("(") || !clause;
        }
        if (before.is("AS")) {
            return !word.equals("MATERIALIZED")
                    && !word.equals("NOT")
                    && !word.equals("SELECT")
                    && !word.equals("WITH")
                    && !word.equals("FROM")
                    && !word.equals("VALUES");
        }
        if (after.isSymbol(".") && !clause) {
            return true;
        }
        if (before.isAny("FROM", "JOIN") && !after.isSymbol("(")) {
            return !clause && !word.equals("ONLY");
        }
        boolean standsAlone = after.isSymbol(",")
                || after.isSymbol(")")
                || after.isAny("FROM", "AS")
                || after.isSymbol("=")
                || after.text().isEmpty();
        return switch (word) {
            case "LEFT", "RIGHT" -> !after.isAny("JOIN", "OUTER", "SEMI", "ANTI", "ASOF", "ANY", "ALL", "ARRAY");
            case "REPLACE", "FIRST", "LAST", "DENSE_RANK" ->
                !before.is("NULLS")
                        && !before.isSymbol("*")
                        && !before.is("FETCH")
                        && !before.isSymbol("(")
                        && (after.isSymbol("(") || standsAlone);
            case "ALL", "ANY", "SOME" ->
                (!before.is("UNION") && (before.isSymbol(",") || (before.is("SELECT") && standsAlone)))
                        || (word.equals("ANY") && after.isSymbol("(") && (before.is("SELECT") || before.isSymbol("(")));
            case "ROWS", "RANGE", "GROUPS" ->
                !after.isAny("BETWEEN", "UNBOUNDED", "CURRENT") && after.kind() != Kind.NUMBER && !after.is("INTERVAL");
            case "CURRENT" -> !after.is("ROW");
            case "ROW" -> !before.is("CURRENT") && !after.isSymbol("(");
            case "TOP" -> !before.isAny("SELECT", "DISTINCT", "ALL");
            case "OFFSET", "FETCH" -> standsAlone || before.isAny("SELECT", "BY") || after.isSymbol("(");
            case "SEMI" -> !after.is("JOIN");
            case "SET",
                    "START",
                    "PRIOR",
                    "CONNECT",
                    "TO",
                    "NEXT",
                    "ONLY",
                    "PERCENT",
                    "TIES",
                    "KEEP",
                    "EXCLUDE",
                    "EXTEND",
                    "XOR",
                    "SETS",
                    "PARTITION",
                    "FILTER",
                    "WINDOW",
                    "MATERIALIZED",
                    "RECURSIVE",
                    "MINUS",
                    "OVER",
                    "VALUES",
                    "DUPLICATES",
                    "SIBLINGS",
                    "NULLS",
                    "SIMILAR",
                    "OVERLAPS",
                    "NOCYCLE",
                    "PREWHERE",
                    "GROUPING",
                    "CUBE",
                    "ROLLUP" -> standsAlone && !before.isAny("UNBOUNDED", "CURRENT", "ONLY", "ROW", "ROWS");
            case "ARRAY" -> !after.isSymbol("[") && !after.isSymbol("(") && !after.isSymbol("<");
            case "END" -> before.isSymbol(",") || before.is("SELECT");
            default -> false;
        };
    }
}
