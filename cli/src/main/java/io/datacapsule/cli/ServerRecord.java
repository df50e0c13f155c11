package io.datacapsule.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code server.json} in the home says about the local server.
 *
 * @param pid       its process
 * @param url       where it answers, without a slash at the end
 * @param startedAt a time at which that process ran already; one that started later is another with the same number
 */
record ServerRecord(long pid, String url, Instant startedAt) {

    private static final String FILE = "server.json";
    private static final String PID_FILE = "server.pid";
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    /** The record in {@code home}; empty if there is none, or if it cannot be understood. */
    static Optional<ServerRecord> read(Path home) {
        Path file = home.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(file));
            return Optional.of(new ServerRecord(
                    json.path("pid").asLong(),
                    json.path("url").asString(),
                    Instant.parse(json.path("started_at").asString())));
        } catch (IOException | JacksonException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The record of a process that was just started. */
    static ServerRecord of(ProcessHandle process, String url) {
        return new ServerRecord(
                process.pid(), url, process.info().startInstant().orElse(Instant.now()));
    }

    /** Writes it, whole or not at all. */
    void write(Path home) {
        try {
            Path part = home.resolve(FILE + ".part");
            Files.write(
                    part,
                    JsonMapper.shared()
                            .writeValueAsBytes(JsonMapper.shared()
                                    .createObjectNode()
                                    .put("pid", pid)
                                    .put("url", url)
                                    .put("started_at", startedAt.toString())));
            Files.move(part, home.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(home.resolve(PID_FILE), pid + "\n");
        } catch (IOException e) {
            throw new CommandFailure("Cannot write to " + home + ": " + e.getMessage(), e);
        }
    }

    /** Removes what {@link #write} wrote for the process {@code pid}, or what cannot be understood; another's record stays. */
    static void remove(Path home, long pid) {
        if (read(home).filter(found -> found.pid() != pid).isPresent()) {
            return;
        }
        try {
            Files.deleteIfExists(home.resolve(FILE));
            Files.deleteIfExists(home.resolve(PID_FILE));
        } catch (IOException e) {
            throw new CommandFailure("Cannot write to " + home + ": " + e.getMessage(), e);
        }
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(found -> found.info()
                        .startInstant()
                        .map(start -> start.isBefore(startedAt.plus(CLOCK_STEP)))
                        .orElse(true));
    }
}
