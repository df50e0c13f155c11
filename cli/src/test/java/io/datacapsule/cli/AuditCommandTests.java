package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTests {

    @TempDir
    private Path folder;

    @Test
    void listsWhoChangedWhat() {
        try (FakeServer server = new FakeServer()) {
            server.on("GET /audit", """
                {"items":[{"at":"2026-11-24T12:00:00Z","actor":"ci","action":"keys.create","target":"new","status":201,
                  "address":"10.0.0.7","request_id":"r-1","summary":{"role":"reader"}}],
                 "total":1,"limit":50,"offset":0,"retention_days":365}\
                """);

            Shell.Result result = new Shell(folder)
                    .with(server)
                    .dab("audit", "--actor", "ci", "--action", "keys.create", "--since", "2026-11-01T00:00:00Z");

            assertThat(result.exit()).isEqualTo(ExitCode.OK);
            assertThat(result.out()).containsPattern("ci +keys.create +new +201 +10.0.0.7 +r-1 +role reader");
            assertThat(result.err()).contains("1 entry", "Entries are kept for 365 days");
            assertThat(server.only().query()).isEqualTo("actor=ci&action=keys.create&since=2026-11-01T00%3A00%3A00Z");
        }
    }
}
