package io.datacapsule.ingest.derive;

import io.datacapsule.sql.Unresolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is told of a dataset's column lineage beside its edges, as JSON: {@code expressions} by derived and origin column,
 * {@code indirect} origins that decide over all its rows, and what is {@code unresolved}. Bounded.
 */
final class LineageDetails {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST = 2_000;
    private static final int LONGEST = 500;

    private final List<Map<String, Object>> expressions = new ArrayList<>();
    private final List<Map<String, Object>> indirect = new ArrayList<>();
    private final List<Map<String, Object>> unresolved = new ArrayList<>();

    void expression(String column, String origin, String expression) {
        add(expressions, row("column", column, "origin", origin, "expression", cut(expression)));
    }

    void indirect(String origin, String transformation) {
        Map<String, Object> row = row("origin", origin, "transformation", transformation);
        if (!indirect.contains(row)) {
            add(indirect, row);
        }
    }

    void unresolved(Unresolved what) {
        Map<String, Object> row =
                row("column", cut(what.column()), "reason", word(what.reason()), "detail", cut(what.detail()));
        if (what.line() > 0) {
            row.put("line", what.line());
            row.put("position", what.position());
        }
        add(unresolved, row);
    }

    /** The JSON; an empty object if there is nothing, so that what was there goes. */
    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        put(all, "expressions", expressions);
        put(all, "indirect", indirect);
        put(all, "unresolved", unresolved);
        return JSON.writeValueAsString(all);
    }

    static String word(Unresolved.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, Object> all, String name, List<Map<String, Object>> rows) {
        if (!rows.isEmpty()) {
            all.put(name, rows);
        }
    }

    private static void add(List<Map<String, Object>> rows, Map<String, Object> row) {
        if (rows.size() < MOST) {
            rows.add(row);
        }
    }

    private static Map<String, Object> row(String... pairs) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put(pairs[i], pairs[i + 1]);
        }
        return row;
    }

    /** The beginning of a long text, not cut within a character. */
    static String cut(@Nullable String text) {
        if (text == null || text.length() <= LONGEST) {
            return text == null ? "" : text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }
}
