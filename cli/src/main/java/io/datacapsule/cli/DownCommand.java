package io.datacapsule.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dab down}: stops the local server. */
@Command(
        name = "down",
        description = "Stop the local server: let it finish what it does, and kill it if that takes too long.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab down", "  dab down --home ./state --timeout 10"})
final class DownCommand extends ApiCommand {

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Kill it after this time. Default: 60")
    private long timeout;

    @Override
    public Integer call() {
        Path home = dab().home();
        Optional<ServerRecord> record = ServerRecord.read(home);
        Optional<ProcessHandle> running = record.flatMap(ServerRecord::process);
        if (running.isEmpty()) {
            record.ifPresent(stale -> ServerRecord.remove(home, stale.pid()));
            screen().line("No server runs in " + home + ".");
            return ExitCode.OK;
        }
        ProcessHandle server = running.get();
        if (!server.destroy()) {
            throw new CommandFailure("Process " + server.pid() + " does not let us stop it; is it another user's?");
        }
        if (ended(server)) {
            screen().line("Stopped.");
        } else {
            server.destroyForcibly();
            ended(server);
            screen().line("It did not stop within " + timeout + " s and was killed.");
        }
        ServerRecord.remove(home, server.pid());
        return ExitCode.OK;
    }

    private boolean ended(ProcessHandle server) {
        try {
            server.onExit().get(timeout, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new CommandFailure("Process " + server.pid() + " cannot be watched: " + e.getMessage(), e);
        }
    }
}
