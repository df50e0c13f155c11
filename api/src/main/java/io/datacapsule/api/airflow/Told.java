package io.datacapsule.api.airflow;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads single values of an instance's JSON leniently: what has another type than it should have counts as not told. */
final class Told {

    private Told() {}

    /** The first of the fields that is a text and not blank. */
    static @Nullable String text(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isString() && !value.asString().isBlank()) {
                return value.asString();
            }
        }
        return null;
    }

    /** The first of the fields that is a time. */
    static @Nullable Instant time(JsonNode node, String... names) {
        for (String name : names) {
            String text = text(node, name);
            if (text != null) {
                try {
                    return OffsetDateTime.parse(text).toInstant();
                } catch (DateTimeException e) {
                    // not told
                }
            }
        }
        return null;
    }

    /** The texts in a list, or the text {@code name} of the objects in it. */
    static List<String> texts(JsonNode node, String field, String name) {
        return node.path(field)
                .valueStream()
                .map(value -> value.isString() ? value.asString() : text(value, name))
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .distinct()
                .toList();
    }
}
