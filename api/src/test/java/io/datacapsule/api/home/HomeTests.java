package io.datacapsule.api.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.ConflictException;
import io.datacapsule.model.InternalFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTests {

    @TempDir
    private Path folder;

    @Test
    void isForItsOwnerOnly() throws IOException {
        Home home = Home.prepare(folder.resolve("home"));

        for (Path path : new Path[] {home.folder(), home.inbox(), home.uploads(), home.archives()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void saysWhatIsInTheWay() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Home.prepare(file))
                .isInstanceOf(InternalFailureException.class)
                .hasMessageContaining("DAB_HOME")
                .hasMessageContaining("is not a folder");
    }

    @Test
    void isLockedByOneAtATime() {
        Home home = Home.prepare(folder);
        try (HomeLock first = HomeLock.acquire(home)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> HomeLock.acquire(home))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("pid " + ProcessHandle.current().pid())
                    .hasMessageContaining(folder.toString());
        }
        HomeLock.acquire(home).close();
    }

    @Test
    void keepsTheNameOfItsServer() throws IOException {
        Home home = Home.prepare(folder);
        UUID name = home.serverId();

        assertThat(Home.prepare(folder).serverId()).isEqualTo(name);
        Files.writeString(folder.resolve("server-id"), "nonsense");
        assertThatThrownBy(home::serverId)
                .isInstanceOf(InternalFailureException.class)
                .hasMessageContaining("server-id");
    }

    @Test
    void tellsWhereTheServerIs() throws IOException {
        Home home = Home.prepare(folder);

        new ServerFile(7, 8000, "http://127.0.0.1:8000", "1", Instant.EPOCH).write(home);
        assertThat(Files.readString(home.serverFile()).strip())
                .isEqualTo("{\"pid\":7,\"port\":8000,\"url\":\"http://127.0.0.1:8000\",\"version\":\"1\","
                        + "\"started_at\":\"1970-01-01T00:00:00Z\"}");
        ServerFile.remove(home);
        assertThat(home.serverFile()).doesNotExist();
    }
}
