package io.datacapsule.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an export goes: standard output, or a file that appears whole or not at all. */
class ExportTarget {

    @Option(names = "--output", paramLabel = "FILE", description = "Write to this file. Default: standard output.")
    private @Nullable Path file;

    /** Brings what lies at {@code path} to where it is wanted. */
    void receive(ApiCommand command, String path) {
        Surroundings surroundings = command.surroundings();
        if (file == null || file.toString().equals("-")) {
            command.api().download(path, new Pipe(surroundings.out()));
            surroundings.out().flush();
            return;
        }
        Path target = surroundings.workingFolder().resolve(file);
        Path part = target.resolveSibling(
                target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            write(command, path, part);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            command.screen().note("Wrote " + target + " (" + Files.size(target) + " bytes).");
        } catch (IOException e) {
            throw new CommandFailure("Cannot write " + target + ": " + e.getMessage(), e);
        } finally {
            part.toFile().delete();
        }
    }

    private static void write(ApiCommand command, String path, Path part) throws IOException {
        try (OutputStream out = Files.newOutputStream(part)) {
            command.api().download(path, new LocalOutput(out));
        }
    }

    /** Stops the transfer when the reader of the pipe has gone, which a {@link PrintStream} keeps to itself. */
    private static final class Pipe extends OutputStream {
        private final PrintStream out;

        Pipe(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            out.write(bytes, offset, length);
            if (out.checkError()) {
                throw new CommandFailure(""); // nobody reads any more, as in "| head": nothing to tell
            }
        }
    }
}
