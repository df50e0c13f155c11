package io.datacapsule.api.config;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/** How the log is written. */
public enum LogFormat {
    /** One JSON object a line. */
    JSON,
    /** For people. */
    TEXT;

    /** Where it is read from. */
    static final Variable.Text VARIABLE = new Variable.Text(
            "LOG_FORMAT", "`text` on a terminal, else `json`", "json or text", "`json`, one object a line, or `text`");

    /** {@code LOG_FORMAT}: json or text; without it text on a terminal, else JSON. */
    static LogFormat of(Variables variables) {
        return variables
                .text(VARIABLE)
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "json" -> JSON;
                    case "text" -> TEXT;
                    default -> throw Variables.invalid(VARIABLE, text);
                })
                .orElseGet(() -> onTerminal() ? TEXT : JSON);
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}
