package io.datacapsule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Runs a program of the server's that is none of its running process: for what only the server's own code knows. */
final class ServerTool {

    private ServerTool() {}

    /** Runs it with {@code arguments}, passes on what it prints, and gives its exit code. */
    static int run(ApiCommand command, String mainClass, String... arguments) {
        Surroundings surroundings = command.surroundings();
        return run(command, ServerProgram.find(surroundings), surroundings.workingFolder(), mainClass, arguments);
    }

    /** Runs it in the source tree that the server was built from. */
    static int runInSourceTree(ApiCommand command, String mainClass, String... arguments) {
        ServerProgram program = ServerProgram.find(command.surroundings());
        return run(command, program, program.sourceTree(), mainClass, arguments);
    }

    private static int run(
            ApiCommand command, ServerProgram program, Path folder, String mainClass, String... arguments) {
        Surroundings surroundings = command.surroundings();
        Path home = command.dab().home();
        ProcessBuilder builder = new ProcessBuilder(
                        program.command(surroundings, List.of(), mainClass, List.of(arguments)))
                .directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(surroundings.variables());
        builder.environment().put("DAB_HOME", home.toString());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            Thread errors = Thread.ofVirtual().start(() -> pass(process.getErrorStream(), surroundings.err()));
            pass(process.getInputStream(), surroundings.out());
            errors.join();
            return process.waitFor();
        } catch (IOException e) {
            throw new CommandFailure("The server's program cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while the server's program runs.", e);
        }
    }

    private static void pass(InputStream in, PrintStream out) {
        try {
            in.transferTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
