package io.datacapsule.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values as the text format of PostgreSQL's {@code COPY} has them: a line a row, tabs between columns. Pure. */
final class CopyText {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private CopyText() {}

    /** Appends a row with its line break. */
    static void row(List<@Nullable Object> values, StringBuilder out) {
        String separator = "";
        for (Object value : values) {
            out.append(separator);
            value(value, out);
            separator = "\t";
        }
        out.append('\n');
    }

    private static void value(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("\\N");
            case List<?> list -> escape(array(list), out);
            // a year that PostgreSQL would not read is as good as unknown
            case Instant at when at.isBefore(FIRST) || at.isAfter(LAST) -> out.append("\\N");
            case String text -> escape(text, out);
            default -> out.append(value);
        }
    }

    private static String array(List<?> list) {
        StringBuilder out = new StringBuilder("{");
        for (Object element : list) {
            out.append(out.length() == 1 ? "\"" : ",\"");
            out.append(String.valueOf(element).replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return out.append('}').toString();
    }

    private static void escape(String text, StringBuilder out) {
        String storable = Objects.requireNonNull(StoredJson.storable(text));
        for (int i = 0; i < storable.length(); i++) {
            char c = storable.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                default -> out.append(c);
            }
        }
    }
}
