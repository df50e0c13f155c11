package io.datacapsule.jdbc.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewScriptTests {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void writesAScriptWithBothPartsAndNamesItInTheIndex() throws IOException {
        Path script = NewScript.write(folder.resolve("new"), "Add rules & violations!", NOON);

        assertThat(script).hasFileName("20261123120000_add_rules_violations.sql");
        assertThat(Files.readString(script))
                .startsWith("-- // add rules violations\n")
                .contains("\n-- //@UNDO\n");
        assertThat(script.resolveSibling("index.txt")).hasContent("20261123120000_add_rules_violations.sql");
    }

    @Test
    void givesEachScriptATimeOfItsOwn() throws IOException {
        NewScript.write(folder, "one", NOON);

        Path second = NewScript.write(folder, "two", NOON);

        assertThat(second).hasFileName("20261123120001_two.sql");
        assertThat(Files.readAllLines(folder.resolve("index.txt")))
                .containsExactly("20261123120000_one.sql", "20261123120001_two.sql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "../..", "!?"})
    void wantsADescription(String description) {
        assertThatThrownBy(() -> NewScript.write(folder, description, NOON)).isInstanceOf(InvalidInputException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysSoWhenTheFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> NewScript.write(file, "rules", NOON))
                .isInstanceOf(InternalFailureException.class)
                .hasMessageContaining(file.toString());
    }
}
