package io.datacapsule.api.config;

import java.nio.file.Path;
import java.util.List;

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

    private static final Variable.Text HOME = new Variable.Text(
            "DAB_HOME", "`~/.dab`", "a folder", "folder with all state: databases, API key, log, uploads");
    private static final Variable.Word BIND = new Variable.Word(
            "DAB_BIND", "127.0.0.1", "an address of this machine", "address that the server listens on");
    private static final Variable.WholeNumber PORT =
            new Variable.WholeNumber("DAB_PORT", 8000, 0, 65_535, "port of the server; 0 takes any free one");
    private static final Variable.Word ENVIRONMENT = new Variable.Word(
            "ENVIRONMENT",
            "development",
            "any name",
            "a name that health answers show; `production` refuses to start open (see below)");

    /** What these settings are read from. */
    static final List<Variable> VARIABLES = List.of(HOME, PORT, BIND, ENVIRONMENT);

    static ServerSettings of(Variables variables, Path userHome) {
        return new ServerSettings(
                variables
                        .text(HOME)
                        .map(Path::of)
                        .orElseGet(() -> userHome.resolve(".dab"))
                        .toAbsolutePath()
                        .normalize(),
                variables.word(BIND),
                variables.number(PORT),
                variables.word(ENVIRONMENT));
    }
}
