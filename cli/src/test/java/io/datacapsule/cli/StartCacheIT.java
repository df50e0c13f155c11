package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache that makes starts of the server quick; only the server in it is a stand-in. */
class StartCacheIT {

    @TempDir
    private Path folder;

    private Path server;
    private Shell shell;

    @BeforeEach
    void builds() throws IOException {
        server = BuiltServer.in(folder);
        shell = new Shell(folder).withServerIn(server);
    }

    @AfterEach
    void stops() {
        ServerRecord.read(folder.resolve(".dab"))
                .flatMap(ServerRecord::process)
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void isMadeAfterAStartAndUsedByTheNext() throws Exception {
        up();
        awaitMaking();
        assertThat(caches()).hasSize(1);

        // With AOTMode=on a cache that does not fit ends the JVM instead of being passed by.
        shell.with("DAB_JAVA_OPTIONS", "-XX:AOTMode=on");
        up();
    }

    @Test
    void ofAnotherBuildIsPassedByAndMadeAnew() throws Exception {
        up();
        awaitMaking();
        Path old = caches().getFirst();
        Files.setLastModifiedTime(
                server.resolve("lib/server.jar"), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(StartCache.of(program()).arguments()).isEmpty();

        up();
        awaitMaking();

        assertThat(caches()).hasSize(1).doesNotContain(old);
        assertThat(StartCache.of(program()).arguments()).isNotEmpty();
    }

    @Test
    void thatDoesNotWorkStopsNoStart() throws Exception {
        Files.writeString(StartCache.of(program()).file(), "not a cache");

        up();
    }

    @Test
    void isDoneWithoutWhenTheRehearsalFails() throws Exception {
        shell.with("FAKE", "rehearsal-fails");
        up();
        awaitMaking();

        assertThat(caches()).isEmpty();
        assertThat(server.resolve("start-cache.log")).content().contains("rehearsed");
        up();
    }

    private ServerProgram program() {
        return ServerProgram.find(new Shell(folder).withServerIn(server).surroundings());
    }

    private void up() throws IOException {
        Shell.Result up = shell.dab("up", "--detach", "--port", Integer.toString(BuiltServer.freePort()));
        assertThat(up.exit()).as(up.err()).isEqualTo(ExitCode.OK);
        assertThat(shell.dab("down").exit()).isEqualTo(ExitCode.OK);
    }

    private void awaitMaking() throws InterruptedException {
        while (Files.exists(server.resolve("start-cache.making"))) {
            Thread.sleep(50);
        }
    }

    private List<Path> caches() throws IOException {
        try (Stream<Path> files = Files.list(server)) {
            return files.filter(file -> file.toString().endsWith(".aot")).toList();
        }
    }
}
