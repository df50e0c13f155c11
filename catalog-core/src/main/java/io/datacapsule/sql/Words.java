package io.datacapsule.sql;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The words of SQL by what they can be. */
final class Words {

    /** Words of clauses that may also follow a relation. */
    private static final String CLAUSES_AFTER_RELATIONS = """
            SELECT WHERE GROUP ORDER HAVING QUALIFY WINDOW LIMIT UNION INTERSECT EXCEPT MINUS JOIN INNER CROSS
            FULL NATURAL ON USING WHEN WITH LATERAL SET OUTER""";

    /** Words of clauses: never names of functions. */
    private static final Set<String> CLAUSES = words(CLAUSES_AFTER_RELATIONS, """
            FROM AS AND OR NOT IN IS LIKE ILIKE BETWEEN EXISTS CASE THEN ELSE OVER FILTER BY VALUES DISTINCT
            NULL PARTITION UNNEST WITHIN CAST RECURSIVE MATERIALIZED""");

    /** Words that are no aliases after a relation. */
    private static final Set<String> AFTER_RELATION = words(CLAUSES_AFTER_RELATIONS, """
            LEFT RIGHT PIVOT UNPIVOT TABLESAMPLE FETCH OFFSET FOR ASOF ANTI SEMI CLUSTER DISTRIBUTE SORT CONNECT
            START OPTION RETURNING SAMPLE STRAIGHT_JOIN""");

    /** Words besides those of clauses that the parser reads as they are where they are no names; all others are names. */
    private static final Set<String> SYNTAX = words("""
            TRUE FALSE END ASC DESC NULLS FIRST LAST ALL ANY SOME ROWS RANGE GROUPS UNBOUNDED PRECEDING
            FOLLOWING CURRENT ROW LEFT RIGHT SEMI OFFSET FETCH NEXT ONLY TOP PERCENT TIES CURRENT_DATE
            CURRENT_TIME CURRENT_TIMESTAMP ROLLUP CUBE GROUPING SETS SIMILAR TO OVERLAPS XOR PREWHERE CONNECT
            START PRIOR NOCYCLE KEEP DENSE_RANK ARRAY EXCLUDE REPLACE SIBLINGS EXTEND VALUES DUPLICATES""");

    /** Functions whose names the parser reserves for a syntax of their own. */
    private static final Set<String> NEVER_CALLED = words("""
            IF IIF INSERT TRIM FORMAT CHAR DATE TIME TIMESTAMP DATETIME TIMESTAMPTZ INTERVAL STRUCT MAP VALUE
            KEY PUBLIC TABLES SCRIPT FILE DEFAULT CHECK UNIQUE UNKNOWN USE SAMPLE PIVOT UNPIVOT SETTINGS CREATE
            TABLE NEXTVAL BOTH TRAILING FINAL GLOBAL IGNORE IMPORT INCLUDES EXCLUDES OUTPUT RETURNS STATEMENT
            VERIFY""");

    private Words() {}

    private static Set<String> words(String... lists) {
        Set<String> words = new HashSet<>();
        for (String list : lists) {
            words.addAll(Set.of(list.split("\\s+")));
        }
        return Set.copyOf(words);
    }

    static boolean isClause(Token token) {
        return isWordOf(CLAUSES, token);
    }

    /** Whether the parser knows the word, in some places at least. */
    static boolean isSyntax(Token token) {
        return isWordOf(CLAUSES, token) || isWordOf(SYNTAX, token);
    }

    /** Whether the word is a function that the parser does not take for one. */
    static boolean isNeverCalled(Token token) {
        return isWordOf(NEVER_CALLED, token);
    }

    /** Whether the word goes on with the query after a relation. */
    static boolean endsRelation(Token token) {
        return isWordOf(AFTER_RELATION, token);
    }

    /** Whether this may be the alias of a relation. */
    static boolean isAlias(Token token) {
        return token.isName() && !endsRelation(token);
    }

    private static boolean isWordOf(Set<String> words, Token token) {
        return token.kind() == Token.Kind.WORD && words.contains(token.text().toUpperCase(Locale.ROOT));
    }
}
