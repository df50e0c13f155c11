package io.datacapsule.api.config;

import io.datacapsule.model.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads environment variables and remembers which it was asked for; one that is empty counts as not set. Messages name the
 * variable and never quote a secret. Used by one thread.
 */
final class Variables {

    private final Map<String, String> values;
    private final Set<String> asked = new TreeSet<>();

    Variables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The names that somebody asked for, set or not. */
    Set<String> asked() {
        return asked;
    }

    /** All of them, for what callers may name. */
    Map<String, String> environment() {
        return values;
    }

    Optional<String> text(Variable variable) {
        asked.add(variable.name());
        return Optional.ofNullable(values.get(variable.name()))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** The text, else what holds without it. */
    String word(Variable.Word variable) {
        return text(variable).orElse(variable.usual());
    }

    /** What stands between commas, without what is empty. */
    List<String> list(Variable.Text variable) {
        return text(variable).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    boolean flag(Variable.Flag variable) {
        return text(variable)
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "1", "yes", "on" -> true;
                    case "false", "0", "no", "off" -> false;
                    default -> throw invalid(variable, text);
                })
                .orElse(variable.usual());
    }

    int number(Variable.WholeNumber variable) {
        return text(variable)
                .map(text -> {
                    try {
                        int number = Integer.parseInt(text);
                        if (number >= variable.least() && number <= variable.most()) {
                            return number;
                        }
                    } catch (NumberFormatException e) {
                        // told below
                    }
                    throw invalid(variable, text);
                })
                .orElse(variable.usual());
    }

    static InvalidInputException invalid(Variable variable, String text) {
        return new InvalidInputException(
                "invalid_setting", variable.name() + " is '" + text + "'; it takes " + variable.takes() + ".");
    }

    /** The same without the text, which may hold a password. */
    static InvalidInputException invalidSecret(Variable variable) {
        return new InvalidInputException(
                "invalid_setting", variable.name() + " is not understood; it takes " + variable.takes() + ".");
    }
}
