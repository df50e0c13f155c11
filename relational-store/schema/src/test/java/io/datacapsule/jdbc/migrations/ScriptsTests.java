package io.datacapsule.jdbc.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptsTests {

    static List<String> names() {
        return Scripts.SCHEMA.names();
    }

    @Test
    void areAllNamedInTheIndex() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources" + Scripts.SCHEMA.folder()))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".sql")))
                    .containsExactlyInAnyOrderElementsOf(Scripts.SCHEMA.names());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void beginWithATimeAndGoUpAndDown(String name) {
        assertThat(name).matches("\\d{14}_[a-z0-9_]+\\.sql");
        assertThat(Scripts.SCHEMA.text(name)).startsWith("-- // ").containsOnlyOnce("-- //@UNDO\n");
    }

    @Test
    void giveTheSameFingerprintEachTime() {
        assertThat(Migrations.fingerprint()).hasSize(64).isEqualTo(Migrations.fingerprint());
    }
}
