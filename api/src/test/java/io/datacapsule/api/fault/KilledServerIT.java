package io.datacapsule.api.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * kill -9 at random moments of an ingest. After each restart the graph must be the one before or the one after, the job must
 * say which, and retrying it must lead to the graph of a clean ingest.
 */
class KilledServerIT {

    private static final int KILLS = Integer.getInteger("dab.test.kills", 3);
    private static final int MODELS = Integer.getInteger("dab.test.kill.models", 2_000);
    private static final Map<String, String> CLEANUP = Map.of("cleanup_orphans", "true", "force", "true");

    @TempDir
    private Path folder;

    @Test
    void aKilledIngestLeavesTheGraphBeforeOrAfterAndItsJobSaysWhich() {
        Path[] projects = new Path[2];
        for (int variant = 0; variant < 2; variant++) {
            projects[variant] = GeneratedProject.write(folder.resolve("v" + variant), "shop", MODELS, 10, variant);
        }
        Path home = folder.resolve("home");
        Path log = folder.resolve("server.log");
        String[] clean = new String[2];
        ServerProcess server = ServerProcess.start(home, log, Map.of());
        long millis = 0;
        for (int variant = 0; variant < 2; variant++) {
            long began = System.nanoTime();
            ingest(server.client(), projects[variant]);
            millis = Math.max(millis, (System.nanoTime() - began) / 1_000_000);
            clean[variant] = server.client().graphDigest();
        }
        assertThat(clean[0]).isNotEqualTo(clean[1]);

        Random random = new Random(20_261_123);
        int now = 1;
        List<String> outcomes = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            int next = 1 - now;
            Path project = projects[next];
            Client client = server.client();
            Thread upload = Thread.ofVirtual().start(() -> uploadUntilKilled(client, project));
            // at random, but each kill in a stretch of its own, so that none of an ingestion is left out
            ServerProcess.pause((long) ((kill + random.nextDouble()) / KILLS * (millis + 300)));
            server.kill();
            join(upload);

            server = ServerProcess.start(home, log, Map.of());
            String digest = server.client().graphDigest();
            assertThat(digest).as("kill %d, after %s", kill, outcomes).isIn(clean[0], clean[1]);
            JsonNode job = server.client()
                    .get("/ingest/jobs?limit=1")
                    .body()
                    .path("items")
                    .path(0);
            String status = job.path("status").asString();
            boolean changed = digest.equals(clean[next]);
            outcomes.add(status);
            assertThat(status).as("job of kill %d", kill).isIn("completed", "interrupted", "failed");
            if (status.equals("interrupted")) {
                assertThat(digest).isEqualTo(clean[now]);
                retry(server.client(), job.path("id").asString());
            } else if (!changed) {
                // killed before the job was recorded: the newest job is an earlier one
                ingest(server.client(), project);
            }
            assertThat(server.client().graphDigest()).isEqualTo(clean[next]);
            now = next;
        }
        server.close();
        assertThat(outcomes).as("some kill must hit an ingest").contains("interrupted");
    }

    private static void uploadUntilKilled(Client client, Path project) {
        try {
            client.upload(project, CLEANUP);
        } catch (RuntimeException e) {
            // the server is gone, as it should be
        }
    }

    private static void ingest(Client client, Path project) {
        Client.Answer answer = client.upload(project, CLEANUP);
        assertThat(answer.status()).as(answer.toString()).isIn(200, 202);
        Client.Answer job = client.awaitEnd(answer.text("id"));
        assertThat(job.text("status")).as(job.toString()).isEqualTo("completed");
    }

    private static void retry(Client client, String id) {
        Client.Answer answer = client.post("/ingest/jobs/" + id + "/retry");
        assertThat(answer.status()).as(answer.toString()).isIn(200, 202);
        Client.Answer job = client.awaitEnd(answer.text("id"));
        assertThat(job.text("status")).as(job.toString()).isEqualTo("completed");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
