package io.datacapsule.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What the JVM keeps of a rehearsed life of the server, so that a start need not load and link it again (JEP 514). Its name
 * tells which jars, options and Java it was made for, so one that does not fit is never used, but made anew. A start does
 * without it when it is not there, and nothing fails when it cannot be made.
 *
 * @param file where it is, once it is made
 */
record StartCache(Path file) {

    private static final String PREFIX = "start-";
    private static final String SUFFIX = ".aot";
    private static final Duration LONGEST_MAKING = Duration.ofMinutes(10);

    /** Whatever becomes of the terminal, a making goes on, gives way to all other work and replaces those that came before. */
    private static final String MAKE = """
            trap '' HUP INT
            making=$1 cache=$2 folder=$3
            shift 3
            nice -n 19 "$@" </dev/null >"$making" 2>&1 && [ -s "$cache.new" ] && rm -f "$folder"/start-*.aot \
              && mv "$cache.new" "$cache" || mv "$making" "$folder/start-cache.log"
            rm -f "$making" "$cache.new"
            """;

    /** The cache for that program on the Java that runs us. */
    static StartCache of(ServerProgram program) {
        return new StartCache(program.folder().resolve(PREFIX + fingerprint(program) + SUFFIX));
    }

    /** The arguments with which the JVM uses it; none while it is not there. */
    List<String> arguments() {
        return Files.isRegularFile(file)
                ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off", "-Xlog:cds*=off")
                : List.of();
    }

    /** Begins to make it behind our back, unless it is there, or somebody does so already, or the folder is not ours. */
    void makeInBackground(ServerProgram program, Surroundings surroundings) {
        Path making = file.resolveSibling("start-cache.making");
        if (Files.exists(file) || !Files.isWritable(program.folder()) || !begins(making)) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                MAKE,
                "dab",
                making.toString(),
                file.toString(),
                program.folder().toString()));
        command.addAll(program.command(
                surroundings, List.of("-XX:AOTCacheOutput=" + file + ".new"), ServerProgram.REHEARSAL, List.of()));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(surroundings.variables());
            builder.start();
        } catch (IOException e) {
            // the next start is as slow as this one, which is all that is lost
        }
    }

    /** Whether we are the one to make it; one that died in the midst of it counts as long as it could have taken. */
    private static boolean begins(Path making) {
        try {
            if (Files.exists(making)
                    && Files.getLastModifiedTime(making)
                            .toInstant()
                            .isBefore(Instant.now().minus(LONGEST_MAKING))) {
                Files.deleteIfExists(making);
            }
            Files.createFile(making);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static String fingerprint(ServerProgram program) {
        StringBuilder text = new StringBuilder()
                .append(System.getProperty("java.home"))
                .append(' ')
                .append(Runtime.version())
                .append('\n');
        try {
            Path options = program.folder().resolve(ServerProgram.OPTIONS);
            text.append(Files.isRegularFile(options) ? Files.readString(options) : "");
            for (Path jar : program.jars()) {
                text.append(jar)
                        .append(' ')
                        .append(Files.size(jar))
                        .append(' ')
                        .append(Files.getLastModifiedTime(jar).toMillis())
                        .append('\n');
            }
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (IOException e) {
            throw new CommandFailure("The server in " + program.folder() + " cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
