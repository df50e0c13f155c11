package io.datacapsule.ingest.dbt;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes and repairs text. */
final class JsonText {

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final int LONGEST = 256 * 1024;

    private static final int LONGEST_MESSAGE = 1_000;

    private JsonText() {}

    /** The object as compact JSON, names in order, so that equal objects are equal texts; null for an empty one. */
    static @Nullable String canonical(Map<String, @Nullable Object> object) {
        return object.isEmpty() ? null : CANONICAL.writeValueAsString(object);
    }

    /** The object as {@link #canonical} JSON; left out with a warning if it is very large. */
    static @Nullable String bounded(Warnings warnings, String path, Map<String, @Nullable Object> object) {
        String json = canonical(object);
        if (json != null && json.length() > LONGEST) {
            warnings.warn("meta_too_large", path, "Left out: metadata of " + json.length() + " characters");
            return null;
        }
        return json;
    }

    /** The text with every half of a surrogate pair that stands alone replaced: it could not be stored as UTF-8. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return repair(text);
                }
            }
        }
        return text;
    }

    /** The text fit for a message: without control characters, not endless. */
    static String printable(String text) {
        return printable(text, LONGEST_MESSAGE);
    }

    /** The text fit for a message, cut after {@code longest} characters. */
    static String printable(String text, int longest) {
        String cut = text.length() > longest ? text.substring(0, longest) + "…" : text;
        StringBuilder printable = new StringBuilder(cut.length());
        cut.codePoints()
                .map(c -> Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                        ? 0xFFFD
                        : c)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private static String repair(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(repaired::appendCodePoint);
        return repaired.toString();
    }
}
