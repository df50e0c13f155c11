package io.datacapsule.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command understands, and what they mean together with the environment. */
class GlobalOptions {

    private static final String API = "/api/v1";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 110,
            description = "Explain this command.")
    @SuppressWarnings("UnusedVariable") // picocli itself reads it
    private boolean help;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            order = 101,
            description = "Where the server answers (DAB_URL). Default: the local server.")
    private @Nullable String url;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            scope = ScopeType.INHERIT,
            order = 102,
            description = "Key to show it (DAB_API_KEY). Default for the local server: the file api-key in its home.")
    private @Nullable String apiKey;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            order = 103,
            description = "Folder that holds all state of the local server (DAB_HOME). Default: ~/.dab")
    private @Nullable Path home;

    /** The folder of the local server, absolute. */
    Path home(Surroundings surroundings) {
        Path chosen = home != null
                ? home
                : surroundings
                        .variable("DAB_HOME")
                        .map(Path::of)
                        .orElseGet(() ->
                                Path.of(surroundings.variable("HOME").orElse(System.getProperty("user.home")), ".dab"));
        return surroundings.workingFolder().resolve(chosen).normalize();
    }

    /** The port on which a local server is to listen, when nothing else was said. */
    static int port(Surroundings surroundings) {
        String text = surroundings.variable("DAB_PORT").orElse("8000");
        try {
            int port = Integer.parseInt(text.strip());
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new CommandFailure("DAB_PORT is '" + text + "', which is not a port (1 to 65535).");
    }

    /** Whether a server was named, rather than left to be the local one. */
    boolean namesServer(Surroundings surroundings) {
        return url != null || surroundings.variable("DAB_URL").isPresent();
    }

    /** The address of the API, without a slash at the end. */
    URI api(Surroundings surroundings) {
        String text = url != null ? url : surroundings.variable("DAB_URL").orElseGet(() -> local(surroundings));
        String base = text.strip().replaceAll("/+$", "");
        if (base.endsWith(API)) {
            base = base.substring(0, base.length() - API.length());
        }
        try {
            URI uri = URI.create(base + API);
            if (uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new CommandFailure("'" + text + "' is not the address of a server, such as http://127.0.0.1:8000");
    }

    /** The key to show at {@code api}. What this machine's server accepts is for that only, and never sent elsewhere. */
    Optional<String> apiKey(Surroundings surroundings, URI api) {
        if (apiKey != null) {
            return Optional.of(apiKey);
        }
        Optional<String> told = surroundings.variable("DAB_API_KEY");
        return told.isPresent() || !LOOPBACK.contains(api.getHost()) ? told : localKey(surroundings);
    }

    /** As the server has it: the first of API_KEYS, or the one in its home. */
    private Optional<String> localKey(Surroundings surroundings) {
        Optional<String> listed = surroundings
                .variable("API_KEYS")
                .map(keys -> keys.split(",", 2)[0].strip())
                .filter(key -> !key.isEmpty());
        Path file = home(surroundings).resolve("api-key");
        if (listed.isPresent() || !Files.isRegularFile(file)) {
            return listed;
        }
        try {
            return Optional.of(Files.readString(file).strip()).filter(key -> !key.isEmpty());
        } catch (IOException e) {
            throw new CommandFailure("The API key in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private String local(Surroundings surroundings) {
        if (surroundings.variable("DAB_PORT").isEmpty()) {
            Optional<ServerRecord> running = ServerRecord.read(home(surroundings));
            if (running.isPresent()) {
                return running.get().url();
            }
        }
        return "http://127.0.0.1:" + port(surroundings);
    }
}
