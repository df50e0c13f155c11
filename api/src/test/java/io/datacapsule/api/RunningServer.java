package io.datacapsule.api;

import io.datacapsule.api.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** One server with both embedded databases for all tests of the module, on a free port and a home of its own. */
public final class RunningServer implements ParameterResolver {

    /** What is running. */
    public record Running(Server server, Path home, Path root, Api api) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            server.close();
            FileSystemUtils.deleteRecursively(home);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Api.class || type == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningServer.class))
                .computeIfAbsent("server", key -> start(), Running.class);
        return parameter.getParameter().getType() == Api.class ? running.api() : running;
    }

    private static Running start() {
        try {
            Path home = Files.createTempDirectory("dab-test-");
            Path root = Files.createDirectory(home.resolve("artifacts"));
            Server server = start(home, Map.of("INGEST_ROOTS", root.toString(), "MAX_UPLOAD_MB", "3"));
            return new Running(server, home, root, Api.of(server, home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server on that home and waits until it is ready. */
    static Server start(Path home, Map<String, String> variables) {
        Server server = Server.start(settings(home, variables));
        server.awaitReady();
        return server;
    }

    /** Settings for a server on that home, at any free port, that takes calls without a limit. */
    static Settings settings(Path home, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(Map.of(
                "DAB_HOME", home.toString(), "DAB_PORT", "0", "RATE_LIMIT_ENABLED", "false", "LOG_LEVEL", "warning"));
        all.putAll(variables);
        return Settings.of(all, Path.of("").toAbsolutePath(), home);
    }
}
