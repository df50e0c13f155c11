package io.datacapsule.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the programs that read exports. */
final class Programs {

    private Programs() {}

    /** Skips the test unless the command succeeds; {@code what} says what to install. */
    static void require(String what, String... command) {
        boolean present;
        try {
            present = start(Path.of("."), command).waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            present = false;
        }
        assumeTrue(present, what + " is not installed, so what it makes of exports is not checked");
    }

    /** What the command wrote; fails with what it complained about. */
    static String run(Path folder, String... command) {
        try {
            Process process = start(folder, command);
            assertThat(process.waitFor(10, TimeUnit.MINUTES))
                    .as("%s ended", List.of(command))
                    .isTrue();
            assertThat(process.exitValue()).as(() -> read(errors(folder))).isZero();
            return read(output(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process start(Path folder, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        if (folder.equals(Path.of("."))) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        } else {
            builder.redirectOutput(output(folder).toFile())
                    .redirectError(errors(folder).toFile());
        }
        return builder.start();
    }

    private static Path output(Path folder) {
        return folder.resolve("output.txt");
    }

    private static Path errors(Path folder) {
        return folder.resolve("errors.txt");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
