package io.datacapsule.api.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at random moments of backups and restores: graph and history are afterwards the ones before or the ones after. */
class KilledRestoreIT {

    private static final int KILLS = Integer.getInteger("dab.test.kills", 2);
    private static final int MODELS = Integer.getInteger("dab.test.kill.models", 500);

    @TempDir
    private Path folder;

    /** What there is, as two archives hold it. */
    private record State(String graph, String jobs, String keys) {

        static State of(Client client) {
            return new State(
                    client.graphDigest(),
                    client.get("/ingest/jobs?limit=1000").body().toString().replaceAll("\\.\\d+Z", "Z"),
                    client.get("/keys?limit=1000").body().toString());
        }
    }

    @Test
    void aKilledRestoreLeavesAllOfOneCatalogOrAllOfTheOther() {
        Path home = folder.resolve("home");
        Path log = folder.resolve("log");
        Path[] archives = {folder.resolve("first.zip"), folder.resolve("second.zip")};
        State[] states = new State[2];
        ServerProcess server = ServerProcess.start(home, log, Map.of());
        for (int i = 0; i < 2; i++) {
            Client client = server.client();
            ingest(client, GeneratedProject.write(folder.resolve("v" + i), "shop" + i, MODELS, 10, i));
            client.as("reader");
            assertThat(client.backup(archives[i]).status()).isEqualTo(200);
            states[i] = State.of(client);
        }
        assertThat(states[0]).isNotEqualTo(states[1]);
        long began = System.nanoTime();
        assertThat(server.client().restore(archives[0]).status()).isEqualTo(200);
        assertThat(server.client().restore(archives[1]).status()).isEqualTo(200);
        long millis = (System.nanoTime() - began) / 2_000_000;

        Random random = new Random(20_261_126);
        int now = 1;
        Set<Integer> found = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            int next = 1 - now;
            Client client = server.client();
            Thread restore = Thread.ofVirtual().start(() -> untilKilled(() -> client.restore(archives[next])));
            // at random, but each kill in a stretch of its own
            ServerProcess.pause((long) ((kill + random.nextDouble()) / KILLS * (millis + 300)));
            server.kill();
            join(restore);

            server = ServerProcess.start(home, log, Map.of());
            State after = State.of(server.client());
            assertThat(after).as("kill " + kill).isIn(states[now], states[next]);
            assertThat(home.resolve("archives")).isEmptyDirectory();
            found.add(after.equals(states[next]) ? 1 : 0);
            now = after.equals(states[next]) ? next : now;
        }
        assertThat(found).as("some kill must come before the change").contains(0);
        server.close();
    }

    @Test
    void aKilledBackupLeavesNothingBehind() {
        Path home = folder.resolve("home");
        Path log = folder.resolve("log");
        ServerProcess server = ServerProcess.start(home, log, Map.of());
        ingest(server.client(), GeneratedProject.write(folder.resolve("v"), "shop", MODELS, 10, 0));
        State before = State.of(server.client());
        Client client = server.client();
        Thread backup = Thread.ofVirtual().start(() -> untilKilled(() -> client.backup(folder.resolve("x.zip"))));
        ServerProcess.pause(50);
        server.kill();
        join(backup);

        server = ServerProcess.start(home, log, Map.of());
        assertThat(State.of(server.client())).isEqualTo(before);
        assertThat(home.resolve("archives")).isEmptyDirectory();
        server.close();
    }

    private static void untilKilled(Runnable call) {
        try {
            call.run();
        } catch (UncheckedIOException e) {
            // the server is gone, as it should be
        }
    }

    private static void ingest(Client client, Path project) {
        Client.Answer answer = client.upload(project, Map.of());
        assertThat(answer.status()).as(answer.toString()).isIn(200, 202);
        assertThat(client.awaitEnd(answer.text("id")).text("status")).isEqualTo("completed");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
