package io.datacapsule.api.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Where the server keeps its state and where it listens.
 *
 * @param home        {@code DAB_HOME}: the folder with all state; default {@code ~/.dab}
 * @param bind        {@code DAB_BIND}: the address to listen on; default {@code 127.0.0.1}
 * @param port        {@code DAB_PORT}: 0 takes any free one; default 8000
 * @param environment {@code ENVIRONMENT}: a name that health answers show; default {@code development}; with {@code production}
 *                    the server refuses settings that leave it open
 * @param logLevel    {@code LOG_LEVEL}: error, warn, info, debug or trace; default {@code info}
 */
public record ServerSettings(Path home, String bind, int port, String environment, String logLevel) {

    private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug", "trace");

    static ServerSettings of(Variables variables, Path userHome) {
        String level = variables.text("LOG_LEVEL").orElse("info").toLowerCase(Locale.ROOT);
        String known = level.equals("warning") ? "warn" : level.equals("critical") ? "error" : level;
        if (!LEVELS.contains(known)) {
            throw Variables.invalid("LOG_LEVEL", level, "error, warning, info, debug or trace");
        }
        return new ServerSettings(
                variables
                        .text("DAB_HOME")
                        .map(Path::of)
                        .orElseGet(() -> userHome.resolve(".dab"))
                        .toAbsolutePath()
                        .normalize(),
                variables.text("DAB_BIND").orElse("127.0.0.1"),
                variables.number("DAB_PORT", 8000, 0, 65_535),
                variables.text("ENVIRONMENT").orElse("development"),
                known);
    }
}
