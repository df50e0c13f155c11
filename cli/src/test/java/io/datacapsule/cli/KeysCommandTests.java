package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTests {

    private static final String KEY = """
            {"id":"k1","name":"ci","role":"editor","created_at":"2026-01-01T00:00:00Z","created_by":"ada",
             "expires_at":"2026-04-01T00:00:00Z","expired":false,"key":"dab_secret"}""";

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();
    private Shell shell;

    @BeforeEach
    void starts() {
        shell = new Shell(folder).with(server);
    }

    @AfterEach
    void stops() {
        server.close();
    }

    @Test
    void printsANewKeyAloneSoThatItCanBePutIntoAFile() {
        server.on("POST /keys", 201, KEY);

        Shell.Result result = shell.dab("keys", "create", "ci", "--role", "editor", "--expires", "90d");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).isEqualTo("dab_secret\n");
        assertThat(result.err()).contains("'ci', role editor, expires 2026-0").contains("shown only now");
        assertThat(Answers.json(server.only().body()))
                .isEqualTo(Answers.json("{\"name\":\"ci\",\"role\":\"editor\",\"expires\":\"90d\"}"));
    }

    @Test
    void asksForARole() {
        Shell.Result result = shell.dab("keys", "create", "ci");

        assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("--role");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void saysWhatTheServerRefuses() {
        server.on("POST /keys", 409, "{\"detail\":\"There is a key named 'ci' already.\",\"code\":\"key_exists\"}");

        Shell.Result result = shell.dab("keys", "create", "ci", "--role", "reader");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).isEqualTo("dab: There is a key named 'ci' already. [key_exists]\n");
    }

    @Test
    void listsKeysAsATable() {
        server.on("GET /keys", "{\"items\":[" + KEY + "],\"total\":1,\"limit\":50,\"offset\":0}");

        Shell.Result result = shell.dab("keys", "list");

        assertThat(result.out()).containsPattern("ci +editor +2026-0.* ada .* valid +k1");
        assertThat(result.err()).contains("1 key");
    }

    @Test
    void revokes() {
        server.on("DELETE /keys/ci", KEY);

        assertThat(shell.dab("keys", "revoke", "ci").out()).isEqualTo("The key 'ci' is revoked.\n");
    }
}
