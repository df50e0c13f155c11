package io.datacapsule.jdbc.embedded;

import io.datacapsule.model.InternalFailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Starts the server process of a cluster and waits until it takes connections, crash recovery included. */
record ServerStart(Cluster cluster) {

    /** Longest that a recovery may take, in seconds. */
    private static final int PATIENCE = 600;

    /** How long processes of a killed server may need to notice that they are orphans, in tries of half a second. */
    private static final int ORPHAN_TRIES = 20;

    /** A port on which nobody listens now, below those that systems give to outgoing connections. */
    int freePort() {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody listens there; another one is tried.
            }
        }
        throw new InternalFailureException(
                "embedded_database_failed",
                "No free port between 20000 and 30000 on 127.0.0.1 for the embedded PostgreSQL.");
    }

    /** Starts the server there. */
    Postmaster on(int port) {
        Path data = cluster.layout().data();
        for (int attempt = 1; ; attempt++) {
            Postmaster.forgetReusedPid(data);
            Programs.Outcome outcome = cluster.programs()
                    .run(
                            data,
                            Programs.nothing(),
                            PATIENCE + 30,
                            "pg_ctl",
                            List.of(
                                    "start",
                                    "-w",
                                    "-t",
                                    String.valueOf(PATIENCE),
                                    "-D",
                                    Programs.dataArgument(data),
                                    "-o",
                                    options(data, port)));
            if (outcome.ok()) {
                return Postmaster.running(data)
                        .orElseThrow(() -> new InternalFailureException(
                                "embedded_database_failed",
                                "PostgreSQL ended right after its start; its log is "
                                        + cluster.layout().log() + "."));
            }
            boolean orphans = outcome.output().contains("pre-existing shared memory block");
            if (!orphans || attempt >= ORPHAN_TRIES) {
                throw StartFailure.of("The embedded PostgreSQL did not start", outcome.output(), cluster.layout());
            }
            pause();
        }
    }

    private static String options(Path data, int port) {
        return String.join(
                " ",
                "-p " + port,
                "-c cluster_name=" + Postmaster.clusterName(data),
                "-c listen_addresses=127.0.0.1",
                "-c unix_socket_directories=''",
                "-c max_connections=40",
                "-c shared_buffers=64MB",
                "-c max_wal_size=256MB",
                "-c io_method=sync",
                "-c jit=off",
                "-c shared_preload_libraries=pg_stat_statements",
                "-c pg_stat_statements.track_utility=off",
                "-c fsync=on",
                "-c full_page_writes=on",
                "-c log_checkpoints=off",
                "-c log_timezone=UTC",
                "-c timezone=UTC");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InternalFailureException(
                    "embedded_database_failed", "Interrupted while PostgreSQL was started.", e);
        }
    }
}
