package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts, watches and stops real processes; only the server in them is a stand-in. */
class UpCommandIT {

    @TempDir
    private Path folder;

    private Path home;
    private Path server;
    private Shell shell;
    private String port;

    @BeforeEach
    void builds() throws IOException {
        server = BuiltServer.in(folder);
        home = folder.resolve(".dab");
        shell = new Shell(folder).withServerIn(server);
        port = Integer.toString(BuiltServer.freePort());
    }

    @AfterEach
    void stops() {
        ServerRecord.read(home).flatMap(ServerRecord::process).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void leavesAServerRunningThatStatusSeesAndDownStops() {
        Shell.Result up = shell.dab("up", "--detach", "--port", port);

        assertThat(up.exit()).as(up.err()).isEqualTo(ExitCode.OK);
        assertThat(up.out())
                .contains("ready at http://127.0.0.1:" + port, "/api/v1/docs", "Try:")
                .contains("dab lineage urn:dcs:dbt:model:a:b");
        assertThat(home.resolve("logs/server.log")).content().contains("fake server says hello");
        ProcessHandle process =
                ServerRecord.read(home).flatMap(ServerRecord::process).orElseThrow();
        assertThat(home.resolve("server.pid")).hasContent(Long.toString(process.pid()));

        Shell.Result status = shell.dab("status");
        assertThat(status.exit()).isEqualTo(ExitCode.OK);
        assertThat(status.out())
                .containsPattern("pid +" + process.pid())
                .containsPattern("version +9.9")
                .containsPattern("catalog.capsules +17");
        assertThat(Answers.json(shell.dab("status", "--output", "json").out())
                        .path("running")
                        .asBoolean())
                .isTrue();
        assertThat(shell.dab("health").out()).contains("healthy");

        Shell.Result again = shell.dab("up", "--detach");
        assertThat(again.exit()).isEqualTo(ExitCode.OK);
        assertThat(again.err()).contains("A server runs already");

        Shell.Result down = shell.dab("down");
        assertThat(down.exit()).isEqualTo(ExitCode.OK);
        assertThat(down.out()).isEqualTo("Stopped.\n");
        assertThat(process.isAlive()).isFalse();
        assertThat(shell.dab("status").exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(shell.dab("status").err()).contains("No server runs in " + home);
        assertThat(shell.dab("down").out()).contains("No server runs in " + home);
    }

    @Test
    void ingestsTheExampleProjectWithTheDemo() {
        home = folder.resolve("my state");

        Shell.Result up = shell.dab("up", "--detach", "--demo", "--port", port, "--home", home.toString());

        assertThat(up.exit()).as(up.err()).isEqualTo(ExitCode.OK);
        assertThat(up.out()).contains("dbt demo completed", "dab --home '" + home + "' lineage ");
    }

    @Test
    void namesTheFileOfTheKeyUnlessKeysAreListed() {
        assertThat(shell.dab("up", "--detach", "--port", port).out()).containsPattern("API key +\\S+/api-key");
        assertThat(shell.with("API_KEYS", "listed").dab("up", "--detach").out())
                .containsPattern("API key +of API_KEYS")
                .doesNotContain("listed");
    }

    @Test
    void saysWhyTheServerDidNotStart() {
        Shell.Result up = shell.with("FAKE", "dies").dab("up", "--port", port);

        assertThat(up.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(up.err()).contains("exit code 3", "  | The folder is on fire.", "server.log");
        assertThat(home.resolve("server.json")).doesNotExist();
        assertThat(home.resolve("server.pid")).doesNotExist();
    }

    @Test
    void givesUpOnAServerThatIsNeverReady() {
        Shell.Result up = shell.with("FAKE", "never-ready").dab("up", "--port", port, "--timeout", "1");

        assertThat(up.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(up.err()).contains("not ready within 1 s");
        assertThat(home.resolve("server.json")).doesNotExist();
    }

    @Test
    void namesThePortThatIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(Integer.parseInt(port), 1, InetAddress.getByName("127.0.0.1"))) {
            Shell.Result up = shell.dab("up", "--port", Integer.toString(other.getLocalPort()));

            assertThat(up.exit()).isEqualTo(ExitCode.FAILURE);
            assertThat(up.err()).contains("Port " + port, "dab up --port");
        }
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThat(shell.dab("up", "--port", "0").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(shell.dab("up", "--port", "65536").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void killsAServerThatDoesNotStop() {
        shell.with("FAKE", "stubborn").dab("up", "--detach", "--port", port);
        ProcessHandle process =
                ServerRecord.read(home).flatMap(ServerRecord::process).orElseThrow();

        Shell.Result down = shell.dab("down", "--timeout", "1");

        assertThat(down.out()).isEqualTo("It did not stop within 1 s and was killed.\n");
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void doesNotMistakeAnotherProcessForTheServer() {
        ServerRecord stale =
                new ServerRecord(ProcessHandle.current().pid(), "http://127.0.0.1:" + port, java.time.Instant.EPOCH);
        assertThat(home.toFile().mkdirs()).isTrue();
        stale.write(home);

        assertThat(shell.dab("down").out()).contains("No server runs in");
        assertThat(home.resolve("server.json")).doesNotExist();
    }

    @Test
    void leavesTheRecordOfAnotherServerAlone() throws IOException {
        ServerRecord other = new ServerRecord(1, "http://127.0.0.1:" + port, java.time.Instant.now());
        other.write(Files.createDirectories(home));

        ServerRecord.remove(home, 2);
        assertThat(ServerRecord.read(home)).contains(other);

        ServerRecord.remove(home, 1);
        assertThat(ServerRecord.read(home)).isEmpty();
    }

    @Test
    void stopsTheServerWithItselfOnControlC() throws IOException, InterruptedException {
        Process up = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddab.server=" + server,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.datacapsule.cli.Dab",
                        "up",
                        "--home",
                        home.toString(),
                        "--port",
                        port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("up.log").toFile())
                .start();
        while (up.isAlive() && !Files.readString(folder.resolve("up.log")).contains("Ctrl-C")) {
            Thread.sleep(50);
        }
        ProcessHandle process =
                ServerRecord.read(home).flatMap(ServerRecord::process).orElseThrow();

        String pid = Long.toString(up.pid());
        new ProcessBuilder("kill", ignoresInterrupt(pid) ? "-TERM" : "-INT", pid)
                .start()
                .waitFor();

        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.isAlive()).isFalse();
        assertThat(folder.resolve("up.log")).content().contains("Stopped.");
        assertThat(home.resolve("server.json")).doesNotExist();
    }

    /** Shells start what runs in the background with Ctrl-C ignored, and children inherit that: there another signal must do. */
    private static boolean ignoresInterrupt(String pid) throws IOException {
        Path status = Path.of("/proc", pid, "status");
        if (!Files.exists(status)) {
            return false;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .anyMatch(signals -> (signals & 2) != 0);
        }
    }
}
