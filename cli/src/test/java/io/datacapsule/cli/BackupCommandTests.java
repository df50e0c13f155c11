package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupCommandTests {

    private static final String RESTORED = """
            {"version":"1.2.3","created_at":"2026-11-26T02:00:00Z","revision":7,
             "counts":{"Capsule":3,"Column":20,"Tag":0,"ingestion_jobs":2}}""";

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();
    private Shell shell;

    @BeforeEach
    void starts() {
        shell = new Shell(folder).with(server);
        server.on("POST /admin/backup", "the archive");
        server.on("POST /admin/restore", RESTORED);
        server.on("GET /capsules", "{\"total\":5}");
    }

    @AfterEach
    void stops() {
        server.close();
    }

    @Test
    void writesAFileForItsOwnerOnly() throws IOException {
        Shell.Result result = shell.dab("backup", "--to", "catalog.zip");

        Path file = folder.resolve("catalog.zip");
        assertThat(result.exit()).as(result.err()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).isEqualTo("Wrote " + file + " (11 bytes).\n");
        assertThat(file).hasContent("the archive");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"there", "new/below/"})
    void namesAFileInAFolderAfterTheTime(String to) throws IOException {
        Files.createDirectory(folder.resolve("there"));

        assertThat(shell.dab("backup", "--to", to).exit()).isEqualTo(ExitCode.OK);

        assertThat(files(folder.resolve(to))).singleElement().asString().matches(".*/dab-backup-\\d{8}T\\d{6}Z\\.zip");
    }

    @Test
    void writesOverNothing() throws IOException {
        Files.writeString(folder.resolve("catalog.zip"), "the one before");

        Shell.Result result = shell.dab("backup", "--to", "catalog.zip");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("is there already");
        assertThat(folder.resolve("catalog.zip")).hasContent("the one before");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void leavesNothingWhereTheServerRefuses() throws IOException {
        try (FakeServer refusing = new FakeServer().on("POST /admin/backup", 403, "{\"detail\":\"Not you.\"}")) {
            Shell.Result result = new Shell(folder).with(refusing).dab("backup", "--to", "x.zip");

            assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
            assertThat(result.err()).contains("Not you.");
            assertThat(files(folder)).isEmpty();
        }
    }

    @Test
    void asksWhereTo() {
        Shell.Result result = shell.dab("backup");

        assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("--to");
    }

    @Test
    void verifiesByTheServersOwnProgram() throws IOException {
        shell.withServerIn(BuiltServer.in(folder.resolve("tree/api/target")));

        assertThat(shell.dab("backup", "verify", "sound.zip").out()).isEqualTo(folder.resolve("sound.zip") + "\n");
        assertThat(shell.dab("backup", "verify", "sound.zip").exit()).isEqualTo(ExitCode.OK);
        assertThat(shell.dab("backup", "verify", "other.zip").exit()).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void restoresWithoutAskingIfThatWasSaid() throws IOException {
        Files.writeString(folder.resolve("a.zip"), "the archive");

        Shell.Result result = shell.dab("restore", "--from", "a.zip", "--yes");

        assertThat(result.exit()).as(result.err()).isEqualTo(ExitCode.OK);
        assertThat(result.out())
                .contains("Restored what was there on 2026-11-26")
                .contains("3 Capsule, 20 Column");
        assertThat(server.only().body())
                .contains("name=\"archive\"; filename=\"archive.zip\"")
                .contains("application/zip")
                .contains("the archive");
    }

    @Test
    void asksBeforeItReplacesWhatIsThere() throws IOException {
        Files.writeString(folder.resolve("a.zip"), "the archive");

        Shell.Result refused = shell.atTerminal(100).typing("no\n").dab("restore", "--from", "a.zip");
        assertThat(refused.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(refused.err()).contains("5 capsules").contains("Nothing was done.");
        assertThat(server.asked()).hasSize(1);

        assertThat(shell.typing("yes\n").dab("restore", "--from", "a.zip").exit())
                .isEqualTo(ExitCode.OK);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void saysWhenThereIsNoSuchFile() {
        Shell.Result result = shell.dab("restore", "--from", "nowhere.zip", "--yes");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("There is no file " + folder.resolve("nowhere.zip"));
        assertThat(server.asked()).isEmpty();
    }

    private static List<Path> files(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
