package io.datacapsule.export;

import org.jspecify.annotations.Nullable;

/** Writes literals of Cypher. */
final class CypherText {

    private CypherText() {}

    /** A text, a boolean, an int or null. */
    static void value(StringBuilder out, @Nullable Object value) {
        if (value instanceof String text) {
            string(out, text);
        } else {
            out.append(value);
        }
    }

    /** The name of a property. */
    static void name(StringBuilder out, String name) {
        if (name.matches("[A-Za-z_][A-Za-z_0-9]*")) {
            out.append(name);
        } else {
            out.append('`')
                    .append(name.replaceAll("[\\\\\\p{Cntrl}]", "_").replace("`", "``"))
                    .append('`');
        }
    }

    /**
     * A string literal. Some versions of Cypher replace backslash-u escapes before they look for literals, and count the second
     * of two backslashes as the beginning of one, so a backslash before a u ends the literal and another one follows.
     */
    static void string(StringBuilder out, String text) {
        out.append('\'');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\'' -> out.append("\\'");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' ->
                    out.append(
                            i + 1 < text.length() && (text.charAt(i + 1) == 'u' || text.charAt(i + 1) == 'U')
                                    ? "\\\\' + '"
                                    : "\\\\");
                default -> {
                    if (c < ' ' || c == 0x7F) {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('\'');
    }
}
