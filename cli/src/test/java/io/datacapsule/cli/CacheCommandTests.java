package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheCommandTests {

    @TempDir
    private Path folder;

    @Test
    void showsHowTheCacheDoes() {
        try (FakeServer server = new FakeServer()) {
            server.on("GET /cache/stats", """
                    {"store":"redis","status":"connected","answers":12,"hits":30,"misses":10,"hit_rate":0.75}""");

            Shell.Result result = new Shell(folder).with(server).dab("cache", "stats");

            assertThat(result.exit()).isEqualTo(ExitCode.OK);
            assertThat(result.out())
                    .containsPattern("store +redis \\(connected\\)")
                    .containsPattern("answers +12")
                    .containsPattern("hit rate +75 %");
        }
    }

    @Test
    void clearsWhatMatches() {
        try (FakeServer server = new FakeServer()) {
            server.on("DELETE /cache", "{\"cleared\":3}");

            Shell.Result result = new Shell(folder).with(server).dab("cache", "clear", "--pattern", "dcs:export:*");

            assertThat(result.exit()).isEqualTo(ExitCode.OK);
            assertThat(result.out()).isEqualTo("Answers forgotten: 3\n");
            assertThat(server.only().query()).isEqualTo("pattern=dcs%3Aexport%3A*");
        }
    }

    @Test
    void clearsAll() {
        try (FakeServer server = new FakeServer()) {
            server.on("DELETE /cache", "{\"cleared\":0}");

            assertThat(new Shell(folder).with(server).dab("cache", "clear").exit())
                    .isEqualTo(ExitCode.OK);
            assertThat(server.only().query()).isEmpty();
        }
    }
}
