package io.datacapsule.api.config;

import java.nio.file.Path;

/**
 * Where the server keeps its state and where it listens.
 *
 * @param home        {@code DAB_HOME}: the folder with all state; default {@code ~/.dab}
 * @param bind        {@code DAB_BIND}: the address to listen on; default {@code 127.0.0.1}
 * @param port        {@code DAB_PORT}: 0 takes any free one; default 8000
 * @param environment {@code ENVIRONMENT}: a name that health answers show; default {@code development}; with {@code production}
 *                    the server refuses settings that leave it open
 */
public record ServerSettings(Path home, String bind, int port, String environment) {

    static ServerSettings of(Variables variables, Path userHome) {
        return new ServerSettings(
                variables
                        .text("DAB_HOME")
                        .map(Path::of)
                        .orElseGet(() -> userHome.resolve(".dab"))
                        .toAbsolutePath()
                        .normalize(),
                variables.text("DAB_BIND").orElse("127.0.0.1"),
                variables.number("DAB_PORT", 8000, 0, 65_535),
                variables.text("ENVIRONMENT").orElse("development"));
    }
}
