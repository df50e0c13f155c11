package io.datacapsule.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and prints JSON leniently: an answer of a newer server never breaks an older command line. */
final class Json {

    private Json() {}

    /** Indented JSON. Text that UTF-8 cannot carry (half of a surrogate pair) is escaped, so that nothing gets lost. */
    static String pretty(JsonNode node) {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        String text = mapper.writeValueAsString(node);
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return text;
        }
        return mapper.rebuild()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .writeValueAsString(node);
    }

    /** The value as text for a person: empty for null, yes and no, lists and plain objects joined by commas, others as JSON. */
    static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? "yes" : "no";
        }
        if (value.isArray() && value.valueStream().allMatch(JsonNode::isValueNode)) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(text(part)));
            return String.join(", ", parts);
        }
        if (value.isObject() && value.valueStream().allMatch(JsonNode::isValueNode)) {
            List<String> parts = new ArrayList<>();
            value.properties().forEach(part -> parts.add(part.getKey() + " " + text(part.getValue())));
            return String.join(", ", parts);
        }
        return value.isValueNode() ? value.asString("") : value.toString();
    }

    /** The first of the fields that has a value, as text; empty if none has. */
    static String text(JsonNode object, String... names) {
        for (String name : names) {
            String text = text(object.path(name));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
