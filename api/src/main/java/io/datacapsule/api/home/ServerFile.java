package io.datacapsule.api.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a running server says of itself in {@code server.json} of its home, for whoever looks for it.
 *
 * @param pid       its process
 * @param port      where it listens
 * @param url       the start of all its URLs, without a slash at the end
 * @param version   of the program
 * @param startedAt when it was ready
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ServerFile(long pid, int port, String url, String version, Instant startedAt) {

    /** Writes it, whole or not at all. */
    public void write(Home home) {
        try {
            Home.writeOwnerOnly(home.serverFile(), JsonMapper.shared().writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw Home.unusable(home.folder(), e);
        }
    }

    /** Takes it away: the server is no longer there. */
    public static void remove(Home home) {
        remove(home.serverFile());
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // its pid tells readers that it is stale
        }
    }
}
