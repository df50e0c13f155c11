package io.datacapsule.api.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is logged.
 *
 * @param level  {@code LOG_LEVEL}: error, warn, info, debug or trace; default {@code info}
 * @param format {@code LOG_FORMAT}: json or text; default text on a terminal, else json
 */
public record LogSettings(String level, LogFormat format) {

    private static final Variable.Word LEVEL = new Variable.Word(
            "LOG_LEVEL", "info", "error, warning, info, debug or trace", "what is logged, from there up");

    /** What these settings are read from. */
    static final List<Variable> VARIABLES = List.of(LEVEL, LogFormat.VARIABLE);

    private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug", "trace");

    static LogSettings of(Variables variables) {
        String level = variables.word(LEVEL).toLowerCase(Locale.ROOT);
        String known = level.equals("warning") ? "warn" : level.equals("critical") ? "error" : level;
        if (!LEVELS.contains(known)) {
            throw Variables.invalid(LEVEL, level);
        }
        return new LogSettings(known, LogFormat.of(variables));
    }
}
