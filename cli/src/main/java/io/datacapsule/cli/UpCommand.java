package io.datacapsule.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code dab up}: starts the local server. */
@Command(
        name = "up",
        description = {
            "Start the server, with its databases, and wait until it is ready.",
            "It runs until Ctrl-C; with --detach it stays when this command has ended, until 'dab down'."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab up --demo                       with an example project in it",
            "  dab up --detach                     in the background",
            "  dab up --port 9000 --home ./state   elsewhere"
        })
final class UpCommand extends ApiCommand {

    private static final Duration STOP_BOUND = Duration.ofSeconds(60);

    @Option(names = "--demo", description = "Ingest the example project, too.")
    private boolean demo;

    @Option(names = "--detach", description = "Leave it running in the background.")
    private boolean detach;

    @Option(names = "--port", paramLabel = "N", description = "Where to listen (DAB_PORT). Default: 8000")
    private @Nullable Integer port;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Give up if it is not ready after this time. Default: 600")
    private long timeout;

    @Override
    public Integer call() {
        Path home = dab().home();
        Optional<ServerRecord> running =
                ServerRecord.read(home).filter(found -> found.process().isPresent());
        if (running.isPresent()) {
            ServerRecord server = running.get();
            screen().note("A server runs already in " + home + ", process " + server.pid() + ".");
            welcome(server.url(), home);
            return ExitCode.OK;
        }
        return start(home, port == null ? GlobalOptions.port(surroundings()) : checked(port));
    }

    private int start(Path home, int listen) {
        String bind = surroundings().variable("DAB_BIND").orElse("127.0.0.1");
        String url = "http://" + host(bind) + ":" + listen;
        ServerProgram program = ServerProgram.find(surroundings());
        ServerProcess server = ServerProcess.start(program, surroundings(), home, bind, listen);
        Thread stop = new Thread(() -> {
            server.stop(STOP_BOUND);
            ServerRecord.remove(home, server.handle().pid());
            screen().note("Stopped.");
        });
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            ServerRecord.of(server.handle(), url).write(home);
            screen().note("Starting the server...");
            server.awaitReady(client(url), Duration.ofSeconds(timeout));
            welcome(url, home);
            StartCache.of(program).makeInBackground(program, surroundings());
        } catch (CommandFailure e) {
            forget(stop);
            server.stop(STOP_BOUND);
            ServerRecord.remove(home, server.handle().pid());
            throw e;
        }
        if (detach) {
            forget(stop);
            return ExitCode.OK;
        }
        screen().note("Ctrl-C stops it.");
        int exit = server.awaitEnd();
        forget(stop);
        ServerRecord.remove(home, server.handle().pid());
        if (exit != 0 && exit != 128 + 15) {
            throw server.failure("The server ended (exit code " + exit + ").");
        }
        return ExitCode.OK;
    }

    private void welcome(String url, Path home) {
        ApiClient api = client(url);
        if (demo) {
            Demo.ingest(api, this);
        }
        new Welcome(screen(), surroundings(), api).print(url, home);
    }

    private ApiClient client(String url) {
        URI api = URI.create(url + "/api/v1");
        return new ApiClient(api, dab().global.apiKey(surroundings(), api));
    }

    private int checked(int chosen) {
        if (chosen < 1 || chosen > 65_535) {
            throw new ParameterException(spec().commandLine(), chosen + " is not a port (1 to 65535).");
        }
        return chosen;
    }

    /** The address under which this machine reaches what is bound to {@code bind}. */
    private static String host(String bind) {
        return switch (bind) {
            case "0.0.0.0", "::", "*" -> "127.0.0.1";
            default -> bind.contains(":") ? "[" + bind + "]" : bind;
        };
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is at work already
        }
    }
}
