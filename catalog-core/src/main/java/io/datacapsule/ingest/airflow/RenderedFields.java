package io.datacapsule.ingest.airflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rendered fields of a task, read as texts and lists whether they were sent as JSON or as Python shows them. */
record RenderedFields(Map<String, String> fields) {

    private static final JsonMapper JSON = new JsonMapper();

    static RenderedFields of(AirflowTask task) {
        Map<String, String> rendered = task.rendered();
        return new RenderedFields(rendered == null ? Map.of() : rendered);
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The text of a field; empty if it is absent or nothing. */
    String text(String name) {
        String value = fields.getOrDefault(name, "").strip();
        return value.equals("null") || value.equals("None") ? "" : value;
    }

    /** The items of a field that is a list; of a text itself, unless it is empty. */
    List<String> list(String name) {
        String text = text(name);
        if (text.startsWith("[") || text.startsWith("(")) {
            List<String> items = items(text);
            if (items != null) {
                return items;
            }
        }
        return text.isEmpty() ? List.of() : List.of(text);
    }

    /** The value of a field as JSON; null if it is none. */
    @Nullable
    JsonNode json(String name) {
        String text = text(name);
        JsonNode node = tree(text);
        return node == null ? tree(asJson(text)) : node;
    }

    private static @Nullable List<String> items(String text) {
        JsonNode node = tree(text);
        if (node == null) {
            node = tree(asJson(text.startsWith("(") ? "[" + text.substring(1, text.length() - 1) + "]" : text));
        }
        if (node == null || !node.isArray()) {
            return null;
        }
        List<String> items = new ArrayList<>();
        node.forEach(item -> items.add(item.isString() ? item.asString() : item.toString()));
        return items;
    }

    private static @Nullable JsonNode tree(String text) {
        if (text.isEmpty() || "[{".indexOf(text.charAt(0)) < 0) {
            return null;
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** What Python shows of lists and dictionaries of texts, as JSON; texts with quotes in them are not told apart. */
    private static String asJson(String python) {
        return python.replace("'", "\"")
                .replaceAll("\\bNone\\b", "null")
                .replaceAll("\\bTrue\\b", "true")
                .replaceAll("\\bFalse\\b", "false")
                .replaceAll(",\\s*]", "]");
    }
}
