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

    Optional<String> text(String name) {
        asked.add(name);
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** What stands between commas, without what is empty. */
    List<String> list(String name) {
        return text(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    boolean flag(String name, boolean otherwise) {
        return text(name)
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "1", "yes", "on" -> true;
                    case "false", "0", "no", "off" -> false;
                    default -> throw invalid(name, text, "true or false");
                })
                .orElse(otherwise);
    }

    int number(String name, int otherwise, int least, int most) {
        return text(name)
                .map(text -> {
                    try {
                        int number = Integer.parseInt(text);
                        if (number >= least && number <= most) {
                            return number;
                        }
                    } catch (NumberFormatException e) {
                        // told below
                    }
                    throw invalid(name, text, "a number from " + least + " to " + most);
                })
                .orElse(otherwise);
    }

    static InvalidInputException invalid(String name, String text, String takes) {
        return new InvalidInputException("invalid_setting", name + " is '" + text + "'; it takes " + takes + ".");
    }
}
