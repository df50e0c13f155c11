package io.datacapsule.api.config;

import java.util.Locale;
import java.util.Set;

/**
 * What is logged.
 *
 * @param level  {@code LOG_LEVEL}: error, warn, info, debug or trace; default {@code info}
 * @param format {@code LOG_FORMAT}: json or text; default text on a terminal, else json
 */
public record LogSettings(String level, LogFormat format) {

    private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug", "trace");

    static LogSettings of(Variables variables) {
        String level = variables.text("LOG_LEVEL").orElse("info").toLowerCase(Locale.ROOT);
        String known = level.equals("warning") ? "warn" : level.equals("critical") ? "error" : level;
        if (!LEVELS.contains(known)) {
            throw Variables.invalid("LOG_LEVEL", level, "error, warning, info, debug or trace");
        }
        return new LogSettings(known, LogFormat.of(variables));
    }
}
