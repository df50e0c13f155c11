package io.datacapsule.jdbc.embedded;

import io.datacapsule.model.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server that another program of ours runs on the data in a folder, as found in its files.
 *
 * @param jdbcUrl  where it listens, without credentials
 * @param user     the account to connect with
 * @param password of that account
 */
public record RunningPostgres(String jdbcUrl, String user, String password) {

    /** In {@code postmaster.pid} the port stands in the fourth line. */
    private static final int PORT_LINE = 3;

    /**
     * Finds the server that runs on {@code dataHome/postgres}.
     *
     * @throws UnavailableException {@code database_unreachable} if there is none
     */
    public static RunningPostgres find(Path dataHome) {
        Layout layout = new Layout(dataHome.toAbsolutePath().normalize());
        return port(layout)
                .map(port -> new RunningPostgres(
                        "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.USER, Cluster.USER, password(layout)))
                .orElseThrow(() -> new UnavailableException(
                        "database_unreachable",
                        "The PostgreSQL of '" + layout.home() + "' does not run yet; try again in a moment."));
    }

    private static Optional<Integer> port(Layout layout) {
        if (Postmaster.running(layout.data()).isEmpty()) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(layout.data().resolve("postmaster.pid"));
            return lines.size() > PORT_LINE
                    ? Optional.of(Integer.valueOf(lines.get(PORT_LINE).strip()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String password(Layout layout) {
        try {
            return Files.readString(layout.password()).strip();
        } catch (IOException e) {
            throw StartFailure.of("The password in " + layout.password() + " cannot be read", e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "RunningPostgres[" + jdbcUrl + "]";
    }
}
