package io.datacapsule.api.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoServersIT {

    @TempDir
    private Path folder;

    @Test
    void theSecondServerOnAHomeRefusesWithASentenceAndTheFirstGoesOn() {
        Path home = folder.resolve("home");
        try (ServerProcess first = ServerProcess.start(home, folder.resolve("first.log"), Map.of())) {
            ServerProcess second = ServerProcess.startToFail(home, folder.resolve("second.log"), Map.of());

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.logTail()).contains(home.toString()).doesNotContain("Exception");
            assertThat(first.client().isReady()).isTrue();
        }
    }
}
