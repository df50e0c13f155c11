package io.datacapsule.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Says where an Airflow instance answers and how it is shown who asks. */
class AirflowConnection {

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            required = true,
            description =
                    "Where Airflow's pages answer, with the prefix of their paths if they have one. The server calls"
                            + " it.")
    private String baseUrl = "";

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "What the instance is called in the catalog. Default: the host in the URL.")
    private @Nullable String instance;

    @Option(
            names = "--auth-mode",
            paramLabel = "none|bearer_env|basic_env",
            completionCandidates = Modes.class,
            description = {
                "How Airflow is shown who asks; the secrets are in environment variables, here or where the server"
                        + " runs:",
                "bearer_env by a token, basic_env by user and password (Airflow 3 gives a token for them). Default:"
                        + " none."
            })
    private @Nullable String authMode;

    @Option(
            names = "--token-env",
            paramLabel = "VARIABLE",
            description = "Variable that holds the token. Default: AIRFLOW_TOKEN")
    private @Nullable String tokenEnv;

    @Option(
            names = "--username-env",
            paramLabel = "VARIABLE",
            description = "Variable that holds the user. Default: AIRFLOW_USERNAME")
    private @Nullable String usernameEnv;

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "Variable that holds the password. Default: AIRFLOW_PASSWORD")
    private @Nullable String passwordEnv;

    @Option(
            names = "--api-version",
            paramLabel = "auto|v1|v2",
            completionCandidates = Versions.class,
            description = "Airflow's API: v1 of Airflow 2, v2 of Airflow 3. Default: auto, which finds out.")
    private @Nullable String apiVersion;

    @Option(
            names = "--page-limit",
            paramLabel = "N",
            description = "How many things to ask for at once, 1 to 1000. Default: 100")
    private @Nullable Integer pageLimit;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for an answer of Airflow, 0.1 to 600. Default: 30.0")
    private @Nullable Double timeout;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Certificates (PEM) of the authorities to trust for Airflow, in place of the system's.")
    private @Nullable Path caFile;

    /** Adds what was said, and the secrets as far as they are set here. */
    void addTo(ObjectNode request, ApiCommand command) {
        Choices.check(command, "--auth-mode", authMode, Modes.ALL);
        Choices.check(command, "--api-version", apiVersion, Versions.ALL);
        request.put("base_url", baseUrl);
        put(request, "instance_name", instance);
        put(request, "auth_mode", authMode);
        put(request, "token_env", tokenEnv);
        put(request, "username_env", usernameEnv);
        put(request, "password_env", passwordEnv);
        put(request, "api_version", apiVersion);
        if (pageLimit != null) {
            request.put("page_limit", pageLimit);
        }
        if (timeout != null) {
            request.put("timeout", timeout);
        }
        if (caFile != null) {
            request.put("ca_pem", text("--ca-file", caFile, command));
        }
        if ("bearer_env".equals(authMode)) {
            secret(request, "token", tokenEnv, "AIRFLOW_TOKEN", command);
        } else if ("basic_env".equals(authMode)) {
            secret(request, "username", usernameEnv, "AIRFLOW_USERNAME", command);
            secret(request, "password", passwordEnv, "AIRFLOW_PASSWORD", command);
        }
    }

    private static void secret(
            ObjectNode request, String name, @Nullable String variable, String otherwise, ApiCommand command) {
        command.surroundings()
                .variable(variable == null ? otherwise : variable)
                .ifPresent(value -> request.put(name, value.strip()));
    }

    private static void put(ObjectNode request, String name, @Nullable String value) {
        if (value != null) {
            request.put(name, value);
        }
    }

    /** The text of a file that an option names. */
    static String text(String option, Path file, ApiCommand command) {
        try {
            return Files.readString(command.surroundings().workingFolder().resolve(file));
        } catch (IOException e) {
            throw new CommandFailure(option + ": " + file + " cannot be read as UTF-8 text.", e);
        }
    }

    /** The ways of authentication. */
    static final class Modes extends Choices {

        static final List<String> ALL = List.of("none", "bearer_env", "basic_env");

        Modes() {
            super(ALL);
        }
    }

    /** The APIs of Airflow. */
    static final class Versions extends Choices {

        static final List<String> ALL = List.of("auto", "v1", "v2");

        Versions() {
            super(ALL);
        }
    }
}
