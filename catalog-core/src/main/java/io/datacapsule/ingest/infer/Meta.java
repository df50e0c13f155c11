package io.datacapsule.ingest.infer;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Free metadata as people write it in YAML: names to texts, numbers, booleans, lists and maps.
 *
 * @param values what they wrote; neither changed nor copied here, so the caller must not change it either
 */
public record Meta(Map<String, @Nullable Object> values) {

    /** No metadata. */
    public static final Meta NONE = new Meta(Map.of());

    /** The value of that name as text: a text that is not blank, a number or a boolean. */
    public Optional<String> text(String name) {
        return scalar(values.get(name));
    }

    /** The value of that name, whatever it is. */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether the value of that name says yes: true, or a text such as {@code yes}. */
    public boolean yes(String name) {
        return says(name, "true", "yes", "y", "1", "on");
    }

    /** Whether the value of that name says no: false, or a text such as {@code no}. */
    public boolean no(String name) {
        return says(name, "false", "no", "n", "0", "off", "none");
    }

    /** This metadata where {@code stronger} is silent. */
    public Meta under(Meta stronger) {
        if (values.isEmpty()) {
            return stronger;
        }
        if (stronger.values.isEmpty()) {
            return this;
        }
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(values);
        merged.putAll(stronger.values);
        return new Meta(merged);
    }

    static Optional<String> scalar(@Nullable Object value) {
        return switch (value) {
            case String text when !text.isBlank() -> Optional.of(text.strip());
            case Number number -> Optional.of(number.toString());
            case Boolean flag -> Optional.of(flag.toString());
            case null, default -> Optional.empty();
        };
    }

    private boolean says(String name, String... words) {
        Optional<String> said = text(name).map(text -> text.toLowerCase(Locale.ROOT));
        for (String word : words) {
            if (said.isPresent() && said.get().equals(word)) {
                return true;
            }
        }
        return false;
    }
}
