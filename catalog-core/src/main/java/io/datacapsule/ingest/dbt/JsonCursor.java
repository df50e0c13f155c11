package io.datacapsule.ingest.dbt;

import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.infer.Meta;
import io.datacapsule.model.InvalidArtifactException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/**
 * Steps through one artifact and takes values of the type that is wanted. A value of another type is skipped with a warning
 * and counts as absent; {@code null} is absent without one. Every method that takes a value leaves the cursor at its end.
 */
final class JsonCursor {

    private static final String INVALID_VALUE = "invalid_value";

    private static final int LARGEST_ORDINAL = 1_000_000;

    private final JsonParser parser;
    private final Artifact artifact;
    private final Warnings warnings;
    private final TextPool pool;

    JsonCursor(JsonParser parser, Artifact artifact, IngestProgress progress, TextPool pool) {
        this.parser = parser;
        this.artifact = artifact;
        this.warnings = new Warnings(artifact.name(), progress);
        this.pool = pool;
    }

    /** Steps into the object that stands here; false, with a warning, if it is something else. */
    boolean enterObject() {
        return enter(JsonToken.START_OBJECT, "an object");
    }

    /** Steps into the array that stands here; false, with a warning, if it is something else. */
    boolean enterArray() {
        return enter(JsonToken.START_ARRAY, "a list");
    }

    /** The next name of the object, the cursor then standing at its value; null at the end of the object. */
    @Nullable
    String nextName() {
        String name = parser.nextName();
        if (name == null) {
            return null;
        }
        parser.nextToken();
        return name;
    }

    /** Steps to the next element of the array; false at its end. */
    boolean nextElement() {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    boolean atObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    boolean atArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    boolean atNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    void skip() {
        parser.skipChildren();
    }

    /** A text that is not empty; numbers are taken as written. */
    @Nullable
    String text() {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getStringLength() == 0 ? null : wellFormed(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
            default -> absent("a text");
        };
    }

    /** A text that is likely to repeat. */
    @Nullable
    String shared() {
        String text = text();
        return text == null ? null : pool.share(text);
    }

    String share(String text) {
        return pool.share(text);
    }

    /** The text with every half of a surrogate pair that stands alone replaced, with a warning. */
    String wellFormed(String text) {
        String wellFormed = JsonText.wellFormed(text);
        if (!wellFormed.equals(text)) {
            warn("malformed_text", "Replaced by U+FFFD: half of a surrogate pair, which no text can hold");
        }
        return wellFormed;
    }

    /** A boolean, also one written as text; {@code otherwise} if there is none. */
    boolean flag(boolean otherwise) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        String text = token == JsonToken.VALUE_STRING ? parser.getString().strip() : "";
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true");
        }
        absent("true or false");
        return otherwise;
    }

    /** A position: a whole number from 0, as a number or as text; -1 if there is none. */
    int ordinal() {
        String text = text();
        if (text == null) {
            return -1;
        }
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && number <= LARGEST_ORDINAL) {
                return (int) number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        warn(INVALID_VALUE, "Ignored: '" + text + "' is no position");
        return -1;
    }

    /** A list of texts; a single text counts as a list of one. */
    List<String> texts() {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            String text = shared();
            return text == null ? List.of() : List.of(text);
        }
        if (!enterArray()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        while (nextElement()) {
            String text = shared();
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /** An object as free metadata. */
    Meta meta() {
        if (!enterObject()) {
            return Meta.NONE;
        }
        Map<String, @Nullable Object> values = members();
        return values.isEmpty() ? Meta.NONE : new Meta(values);
    }

    /** Any value: text, number, boolean, list, map or null. */
    @Nullable
    Object value() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members();
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (nextElement()) {
                    elements.add(value());
                }
                yield elements;
            }
            case VALUE_STRING -> pool.share(wellFormed(parser.getString()));
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> {
                double number = parser.getDoubleValue();
                yield Double.isInfinite(number) ? parser.getString() : number; // as written, where no number holds it
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** Where the cursor stands. */
    String path() {
        return JsonPaths.of(parser.streamReadContext());
    }

    void warn(String code, String message) {
        warnings.warn(code, path(), message);
    }

    void warn(String code, String path, String message) {
        warnings.warn(code, path, message);
    }

    /** Where warnings about this artifact go. */
    Warnings warnings() {
        return warnings;
    }

    /** An error at the value where the cursor stands. */
    InvalidArtifactException error(String code, String message) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return ArtifactErrors.at(
                code, message, artifact.name(), path(), at.getLineNr(), ArtifactText.column(artifact, at));
    }

    long bytesRead() {
        return Math.max(0, parser.currentLocation().getByteOffset());
    }

    private Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = nextName(); name != null; name = nextName()) {
            members.put(pool.share(wellFormed(name)), value());
        }
        return members;
    }

    private boolean enter(JsonToken start, String wanted) {
        if (parser.currentToken() == start) {
            return true;
        }
        absent(wanted);
        return false;
    }

    private @Nullable String absent(String wanted) {
        if (!atNull()) {
            warn(INVALID_VALUE, "Ignored: " + wanted + " belongs here, not " + found());
        }
        parser.skipChildren();
        return null;
    }

    /** What stands here, in words. */
    String found() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            default -> "null";
        };
    }
}
