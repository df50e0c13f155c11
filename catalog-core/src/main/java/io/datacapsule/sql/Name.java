package io.datacapsule.sql;

import java.util.Locale;

/** A name in SQL, without quotes, and whether it had any. */
record Name(String text, boolean quoted) {

    static Name of(String text) {
        return new Name(text, false);
    }

    /** What names are looked up by. */
    String key() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The name as the dialect keeps it. */
    String kept(Dialect dialect) {
        if (quoted) {
            return text;
        }
        return switch (dialect.unquoted()) {
            case UPPER -> text.toUpperCase(Locale.ROOT);
            case LOWER -> text.toLowerCase(Locale.ROOT);
            case IGNORE, EXACT -> text;
        };
    }

    boolean sameAs(Name other) {
        return text.equalsIgnoreCase(other.text);
    }
}
