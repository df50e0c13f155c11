package io.datacapsule.sql;

/**
 * A token of SQL.
 *
 * @param kind what it is
 * @param text a name without its quotes, a literal as written, anything else as written
 * @param start where it begins in the SQL
 * @param end where it ends, exclusive
 */
record Token(Kind kind, String text, int start, int end) {

    enum Kind {
        /** A name or keyword without quotes. */
        WORD,
        /** A name in quotes. */
        QUOTED,
        STRING,
        NUMBER,
        SYMBOL
    }

    /** Whether this is the keyword, which is given in upper case. */
    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isAny(String... keywords) {
        for (String keyword : keywords) {
            if (is(keyword)) {
                return true;
            }
        }
        return false;
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether this may name something. */
    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    Name name() {
        return new Name(text, kind == Kind.QUOTED);
    }
}
