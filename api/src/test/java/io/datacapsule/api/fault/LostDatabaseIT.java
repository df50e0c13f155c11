package io.datacapsule.api.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of the embedded PostgreSQL dies while the server serves; or the server dies and leaves it behind. */
class LostDatabaseIT {

    @TempDir
    private Path folder;

    @Test
    void readsGoOnAndWritesRecoverByThemselvesWhenPostgresIsKilled() {
        Path project = GeneratedProject.write(folder.resolve("project"), "shop", 20, 3, 0);
        try (ServerProcess server = ServerProcess.start(folder.resolve("home"), folder.resolve("log"), Map.of())) {
            Client client = server.client();
            completed(client, client.upload(project, Map.of()));
            Client reader = client.as("reader");
            assertThat(reader.get("/capsules?limit=1").status()).isEqualTo(200);

            server.database().forEach(ProcessHandle::destroyForcibly);

            assertThat(client.get("/capsules?limit=1").status()).isEqualTo(200);
            assertThat(client.get("/capsules/urn:dcs:dbt:model:shop.main:m7/lineage?depth=2")
                            .status())
                    .isEqualTo(200);
            assertThat(reader.get("/capsules?limit=1").status())
                    .as("a key that was verified before")
                    .isEqualTo(200);
            Client.Answer answer = client.upload(project, Map.of());
            for (int i = 0; i < 300 && answer.status() >= 500; i++) {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
                assertThat(client.get("/capsules?limit=1").status()).isEqualTo(200);
                ServerProcess.pause(200);
                answer = client.upload(project, Map.of());
            }
            completed(client, answer);
        }
    }

    @Test
    void aServerThatWasKilledAloneFindsTheDatabaseItLeftBehind() {
        Path home = folder.resolve("home");
        Path project = GeneratedProject.write(folder.resolve("project"), "shop", 20, 3, 0);
        ServerProcess first = ServerProcess.start(home, folder.resolve("log"), Map.of());
        completed(first.client(), first.client().upload(project, Map.of()));
        first.killAlone();

        try (ServerProcess second = ServerProcess.start(home, folder.resolve("log"), Map.of())) {
            assertThat(second.client()
                            .get("/capsules?limit=1")
                            .body()
                            .path("total")
                            .asInt())
                    .isEqualTo(20);
            assertThat(second.client().get("/ingest/jobs").body().path("total").asInt())
                    .isEqualTo(1);
        }
    }

    private static void completed(Client client, Client.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isIn(200, 202);
        assertThat(client.awaitEnd(answer.text("id")).text("status")).isEqualTo("completed");
    }
}
