package io.datacapsule.jdbc.embedded;

import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InternalFailureException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of our own on the data in one folder, listening on the loopback interface with a generated password.
 * A server that a killed program left behind is stopped first. While this object is open the server is watched: when its
 * process dies it is started again on the same port, with growing pauses while that fails. Safe for use by many threads.
 * That only one program at a time works on a data folder is the caller's to ensure.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final int port;
    private final Thread watch;
    private volatile Postmaster postmaster;
    private final CountDownLatch closing = new CountDownLatch(1);

    private EmbeddedPostgres(Cluster cluster, int port, Postmaster postmaster) {
        this.cluster = cluster;
        this.port = port;
        this.postmaster = postmaster;
        this.watch = Thread.ofPlatform().daemon().name("postgres-watch").unstarted(this::watch);
    }

    /**
     * Starts the server on {@code dataHome/postgres}, which is made if it is missing.
     *
     * @throws InternalFailureException if that is impossible: a folder that cannot be written, a full disk, a system without
     *     binaries, root without a way to another account; the message says what to do
     */
    public static EmbeddedPostgres start(Path dataHome) {
        Layout layout = Layout.make(dataHome);
        Postmaster.running(layout.data()).ifPresent(leftover -> {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Stopping the PostgreSQL that an earlier run left behind, pid {0,number,#}",
                    leftover.pid());
            leftover.stop();
        });
        Cluster cluster = Cluster.open(layout);
        ServerStart start = new ServerStart(cluster);
        int port = start.freePort();
        EmbeddedPostgres server = new EmbeddedPostgres(cluster, port, start.on(port));
        server.watch.start();
        return server;
    }

    /** Where the database listens, without credentials. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.USER;
    }

    /** The account to connect with. */
    public String user() {
        return Cluster.USER;
    }

    /** The password of {@link #user}, generated when the database was made. */
    public String password() {
        return cluster.password();
    }

    /** Whether the server's process runs now. */
    public boolean isAlive() {
        return closing.getCount() > 0 && postmaster.alive();
    }

    /** The server's process; another one after a restart. */
    public long pid() {
        return postmaster.pid();
    }

    /** Stops the server and waits until it ended; open connections are cut, what was committed stays. */
    @Override
    public void close() {
        closing.countDown();
        try {
            // A start that is under way is waited for, so that no process is left behind.
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Postmaster.running(cluster.layout().data()).ifPresent(Postmaster::stop);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "EmbeddedPostgres[" + jdbcUrl() + "]";
    }

    private void watch() {
        Duration pause = SHORTEST_PAUSE;
        try {
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = postmaster.alive() ? SHORTEST_PAUSE : startAgain(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration startAgain(Duration pause) {
        LOG.log(System.Logger.Level.WARNING, "PostgreSQL ended unexpectedly; starting it again");
        try {
            postmaster = new ServerStart(cluster).on(port);
            LOG.log(System.Logger.Level.INFO, "PostgreSQL runs again, pid {0,number,#}", postmaster.pid());
            return SHORTEST_PAUSE;
        } catch (CatalogException e) {
            LOG.log(System.Logger.Level.ERROR, "{0}", e.getMessage());
            Duration longer = pause.multipliedBy(2);
            return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
    }
}
