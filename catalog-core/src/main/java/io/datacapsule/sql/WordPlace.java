package io.datacapsule.sql;

import io.datacapsule.sql.Token.Kind;
import java.util.Locale;
import java.util.Set;

/** Tells names from keywords by their places. */
final class WordPlace {

    /** Words that are never names of functions. */
    static final Set<String> CLAUSES = Set.of(
            "SELECT",
            "FROM",
            "WHERE",
            "GROUP",
            "ORDER",
            "HAVING",
            "QUALIFY",
            "WINDOW",
            "LIMIT",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "MINUS",
            "JOIN",
            "INNER",
            "CROSS",
            "FULL",
            "NATURAL",
            "ON",
            "USING",
            "AS",
            "AND",
            "OR",
            "NOT",
            "IN",
            "IS",
            "LIKE",
            "ILIKE",
            "BETWEEN",
            "EXISTS",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "OVER",
            "FILTER",
            "BY",
            "WITH",
            "VALUES",
            "DISTINCT",
            "NULL",
            "PARTITION",
            "LATERAL",
            "UNNEST",
            "WITHIN",
            "CAST",
            "SET",
            "OUTER",
            "RECURSIVE",
            "MATERIALIZED");

    /** Words that the parser reads as they are where they are no names; all others are names. */
    private static final Set<String> SYNTAX = Set.of(
            "TRUE",
            "FALSE",
            "END",
            "ASC",
            "DESC",
            "NULLS",
            "FIRST",
            "LAST",
            "ALL",
            "ANY",
            "SOME",
            "ROWS",
            "RANGE",
            "GROUPS",
            "UNBOUNDED",
            "PRECEDING",
            "FOLLOWING",
            "CURRENT",
            "ROW",
            "LEFT",
            "RIGHT",
            "SEMI",
            "OFFSET",
            "FETCH",
            "NEXT",
            "ONLY",
            "TOP",
            "PERCENT",
            "TIES",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "ROLLUP",
            "CUBE",
            "GROUPING",
            "SETS",
            "SIMILAR",
            "TO",
            "OVERLAPS",
            "XOR",
            "PREWHERE",
            "CONNECT",
            "START",
            "PRIOR",
            "NOCYCLE",
            "KEEP",
            "DENSE_RANK",
            "ARRAY",
            "EXCLUDE",
            "REPLACE",
            "SIBLINGS",
            "EXTEND",
            "VALUES",
            "DUPLICATES");

    /** Functions whose names the parser reserves for a syntax of their own. */
    private static final Set<String> NEVER_CALLED = Set.of(
            "IF",
            "IIF",
            "INSERT",
            "TRIM",
            "FORMAT",
            "CHAR",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "DATETIME",
            "TIMESTAMPTZ",
            "INTERVAL",
            "STRUCT",
            "MAP",
            "VALUE",
            "KEY",
            "PUBLIC",
            "TABLES",
            "SCRIPT",
            "FILE",
            "DEFAULT",
            "CHECK",
            "UNIQUE",
            "UNKNOWN",
            "USE",
            "SAMPLE",
            "PIVOT",
            "UNPIVOT",
            "SETTINGS",
            "CREATE",
            "TABLE",
            "NEXTVAL",
            "BOTH",
            "TRAILING",
            "FINAL",
            "GLOBAL",
            "IGNORE",
            "IMPORT",
            "INCLUDES",
            "EXCLUDES",
            "OUTPUT",
            "RETURNS",
            "STATEMENT",
            "VERIFY");

    private final Tokens tokens;

    WordPlace(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Whether the word at the index is a name that the parser must not read as it is. */
    boolean isName(int i, Token after) {
        String word = tokens.at(i).text().toUpperCase(Locale.ROOT);
        if (isSyntax(word)) {
            return isNameHere(i, word, after);
        }
        return !after.isSymbol("(") || NEVER_CALLED.contains(word);
    }

    static boolean isSyntax(String word) {
        return CLAUSES.contains(word) || SYNTAX.contains(word);
    }

    /** Whether a word of the syntax is a name by its place. */
    private boolean isNameHere(int i, String word, Token after) {
        Token before = tokens.at(i - 1);
        if (before.isSymbol(".")) {
            return !after.isSymbol("(") || SYNTAX.contains(word);
        }
        if (before.is("AS")) {
            return !word.equals("MATERIALIZED")
                    && !word.equals("NOT")
                    && !word.equals("SELECT")
                    && !word.equals("WITH")
                    && !word.equals("FROM")
                    && !word.equals("VALUES");
        }
        boolean clause = CLAUSES.contains(word);
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
