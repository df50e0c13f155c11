package io.datacapsule.ingest.dbt;

import java.util.HashMap;
import java.util.Map;

/** Lets texts that repeat share one string: names of columns, types, packages, descriptions. Bounded. */
final class TextPool {

    private static final int LONGEST = 256;
    private static final int MOST = 300_000;

    private final Map<String, String> texts = new HashMap<>();

    String share(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        if (texts.size() >= MOST) {
            String known = texts.get(text);
            return known == null ? text : known;
        }
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
