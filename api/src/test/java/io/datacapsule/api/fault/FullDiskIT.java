package io.datacapsule.api.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home on a small file system that is filled up. Needs the right to mount one; says so where it has not. */
class FullDiskIT {

    @TempDir
    private Path folder;

    private Path disk = Path.of("");
    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=700m,mode=755", "tmpfs", disk.toString());
        assumeTrue(mounted, "this process may not mount a small file system");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    void aFullDiskGivesAClearErrorAndNothingHalfWritten() throws IOException {
        Path home = disk.resolve("home");
        Path log = folder.resolve("log");
        Path small = GeneratedProject.write(folder.resolve("small"), "shop", 50, 5, 0);
        Path large = GeneratedProject.write(folder.resolve("large"), "shop", 2_000, 20, 0);
        String before;
        Path filler = disk.resolve("filler");
        ServerProcess server = ServerProcess.start(home, log, Map.of());
        try {
            Client client = server.client();
            assertThat(client.awaitEnd(client.upload(small, Map.of()).text("id"))
                            .text("status"))
                    .isEqualTo("completed");
            before = client.graphDigest();
            fill(filler);

            Client.Answer answer = client.upload(large, Map.of());
            if (answer.status() == 202 || answer.status() == 200) {
                answer = client.awaitEnd(answer.text("id"));
                assertThat(answer.text("status")).as(answer.toString()).isEqualTo("failed");
                assertThat(answer.body().path("error").path("message").asString())
                        .isNotBlank();
            } else {
                assertThat(answer.status()).as(answer.toString()).isIn(500, 503, 507);
                assertThat(answer.text("detail")).isNotBlank();
            }
            assertThat(client.graphDigest()).isEqualTo(before);
        } finally {
            Files.deleteIfExists(filler);
            server.close();
        }
        try (ServerProcess again = ServerProcess.start(home, log, Map.of())) {
            Client client = again.client();
            assertThat(client.graphDigest()).isEqualTo(before);
            assertThat(client.awaitEnd(client.upload(large, Map.of()).text("id"))
                            .text("status"))
                    .isEqualTo("completed");
        }
    }

    @Test
    void aBackupOrRestoreOnAFullDiskIsRefusedAndNothingIsChanged() throws IOException {
        Path home = disk.resolve("home");
        Path project = GeneratedProject.write(folder.resolve("project"), "shop", 200, 5, 0);
        Path other = GeneratedProject.write(folder.resolve("other"), "other", 5, 5, 0);
        Path archive = folder.resolve("backup.zip");
        Path filler = disk.resolve("filler");
        try (ServerProcess server = ServerProcess.start(home, folder.resolve("log"), Map.of())) {
            Client client = server.client();
            ingest(client, project);
            String backedUp = client.graphDigest();
            assertThat(client.backup(archive).status()).isEqualTo(200);
            ingest(client, other);
            String before = client.graphDigest();
            fill(filler);

            for (Client.Answer answer : List.of(client.backup(folder.resolve("never.zip")), client.restore(archive))) {
                assertThat(answer.status()).as(answer.toString()).isIn(503, 507);
                assertThat(answer.text("detail")).as(answer.toString()).isNotBlank();
            }
            assertThat(folder.resolve("never.zip")).doesNotExist();
            assertThat(client.graphDigest()).isEqualTo(before);

            Files.delete(filler);
            assertThat(home.resolve("archives")).isEmptyDirectory();
            Client.Answer restored = client.restore(archive);
            for (int i = 0; i < 100 && restored.status() != 200; i++) {
                // stores that stopped for lack of room start again by themselves
                ServerProcess.pause(200);
                restored = client.restore(archive);
            }
            assertThat(restored.status()).as(restored.toString()).isEqualTo(200);
            assertThat(client.graphDigest()).isEqualTo(backedUp);
        } finally {
            Files.deleteIfExists(filler);
        }
    }

    private static void ingest(Client client, Path project) {
        assertThat(client.awaitEnd(client.upload(project, Map.of()).text("id")).text("status"))
                .isEqualTo("completed");
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // full, as wanted
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
