package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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

        archive("sound.zip", "a", "2026-11-25T02:00:00Z");
        Files.writeString(folder.resolve("other.zip"), "no backup");
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

    @Test
    void goesOnFromTheLatestInTheFolder() throws IOException {
        archive("backups/dab-backup-1.zip", "a", "2026-11-25T02:00:00Z");
        archive("backups/dab-backup-2.zip", "b", "2026-11-25T03:00:00Z", "a");
        archive("backups/dab-backup-0.zip", "c", "2026-11-24T02:00:00Z");
        Files.writeString(folder.resolve("backups/other.zip"), "no backup");
        server.on("POST /admin/backup/increment", "the increment");

        Shell.Result result = shell.dab("backup", "--to", "backups", "--incremental");

        assertThat(result.exit()).as(result.err()).isEqualTo(ExitCode.OK);
        assertThat(server.only().path()).isEqualTo("/admin/backup/increment");
        assertThat(server.only().body())
                .contains("name=\"manifest\"; filename=\"manifest.json\"")
                .contains("\"id\":\"b\"")
                .contains("name=\"state\"")
                .contains("the state of b");
        assertThat(files(folder.resolve("backups")))
                .hasSize(5)
                .anySatisfy(file -> assertThat(file).hasBinaryContent(bytes("the increment")));
    }

    @Test
    void goesOnFromTheOneThatIsNamed() throws IOException {
        archive("one.zip", "a", "2026-11-25T02:00:00Z");
        server.on("POST /admin/backup/increment", "the increment");

        assertThat(shell.dab("backup", "--to", "two.zip", "--since", "one.zip").exit())
                .isEqualTo(ExitCode.OK);
        assertThat(server.only().body()).contains("the state of a");
        assertThat(folder.resolve("two.zip")).hasContent("the increment");
        assertThat(shell.dab("backup", "--to", "three.zip", "--since", "nowhere.zip")
                        .err())
                .contains("nowhere.zip is not there, or no backup");
    }

    @Test
    void writesAWholeOneWhereThereIsNothingToGoOnFrom() throws IOException {
        Shell.Result result = shell.dab("backup", "--to", "new/", "--incremental");

        assertThat(result.exit()).as(result.err()).isEqualTo(ExitCode.OK);
        assertThat(result.err()).contains("There is no backup in").contains("writing a whole one");
        assertThat(files(folder.resolve("new")))
                .singleElement()
                .satisfies(file -> assertThat(file).hasContent("the archive"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup_base_outdated", "backup_base_long"})
    void writesAWholeOneWhereTheServerCannotGoOn(String code) throws IOException {
        archive("backups/dab-backup-1.zip", "a", "2026-11-25T02:00:00Z");
        server.on("POST /admin/backup/increment", 409, "{\"detail\":\"It is old.\",\"code\":\"" + code + "\"}");

        Shell.Result result = shell.dab("backup", "--to", "backups", "--incremental");

        assertThat(result.exit()).as(result.err()).isEqualTo(ExitCode.OK);
        assertThat(result.err()).contains("It is old.").contains("Writing a whole one.");
        assertThat(files(folder.resolve("backups")))
                .anySatisfy(file -> assertThat(file).hasBinaryContent(bytes("the archive")));
    }

    @Test
    void doesNotGoOnFromAnotherCatalogsBackup() throws IOException {
        archive("backups/dab-backup-1.zip", "a", "2026-11-25T02:00:00Z");
        server.on(
                "POST /admin/backup/increment",
                409,
                "{\"detail\":\"It is another one's.\",\"code\":\"backup_base_foreign\"}");

        Shell.Result result = shell.dab("backup", "--to", "backups", "--incremental");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("It is another one's.");
        assertThat(files(folder.resolve("backups"))).hasSize(1);
    }

    @Test
    void removesWhatIsOldAndNotNeededAnyMore() throws IOException {
        archive("backups/dab-backup-1.zip", "a", "2026-01-01T00:00:00Z");
        archive("backups/dab-backup-2.zip", "b", "2026-01-02T00:00:00Z", "a");
        archive("backups/dab-backup-3.zip", "c", "2026-01-03T00:00:00Z");
        archive("backups/dab-backup-4.zip", "d", "2026-01-04T00:00:00Z", "c");
        archive("backups/dab-backup-5.zip", "e", Instant.now().toString(), "c", "d");
        archive("backups/before-the-move.zip", "f", "2026-01-01T00:00:00Z");
        Files.writeString(folder.resolve("backups/dab-backup-6.zip"), "no backup");

        Shell.Result result = shell.dab("backup", "--to", "backups", "--keep", "48h");

        assertThat(result.exit()).as(result.err()).isEqualTo(ExitCode.OK);
        assertThat(result.out().lines().filter(line -> line.startsWith("Removed")))
                .containsExactly(
                        "Removed " + folder.resolve("backups/dab-backup-1.zip") + ".",
                        "Removed " + folder.resolve("backups/dab-backup-2.zip") + ".");
        assertThat(files(folder.resolve("backups"))).hasSize(6);
    }

    @Test
    void removesNothingWhereTheBackupFails() throws IOException {
        archive("backups/dab-backup-1.zip", "a", "2026-01-01T00:00:00Z");
        try (FakeServer refusing = new FakeServer().on("POST /admin/backup", 503, "{}")) {
            shell.with(refusing).dab("backup", "--to", "backups", "--keep", "1d");
        }
        assertThat(folder.resolve("backups/dab-backup-1.zip")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--to x.zip --incremental",
                "--to x.zip --keep 3d",
                "--to x/ --keep 3",
                "--to x/ --keep 0d",
                "--to x/ --incremental --since a.zip"
            })
    void refusesWhatDoesNotGoTogether(String options) {
        String[] line = ("backup " + options).split(" ", -1);

        assertThat(shell.dab(line).exit()).isEqualTo(ExitCode.USAGE);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void restoresAnIncrementWithThoseThatItGoesOnFrom() throws IOException {
        archive("backups/1.zip", "a", "2026-11-25T02:00:00Z");
        archive("backups/2.zip", "b", "2026-11-25T03:00:00Z", "a");
        archive("backups/3.zip", "c", "2026-11-25T04:00:00Z", "a", "b");

        assertThat(shell.dab("restore", "--from", "backups/2.zip", "--yes").exit())
                .isEqualTo(ExitCode.OK);
        assertThat(server.asked().getFirst().body().split("name=\"archive\"", -1))
                .hasSize(3);
        assertThat(shell.dab("restore", "--from", "backups", "--yes").exit()).isEqualTo(ExitCode.OK);
        assertThat(server.asked().getLast().body().split("name=\"archive\"", -1))
                .hasSize(4);
    }

    @Test
    void saysWhichBackupIsMissing() throws IOException {
        archive("backups/1.zip", "a", "2026-11-25T02:00:00Z");
        archive("backups/3.zip", "c", "2026-11-25T04:00:00Z", "a", "b");

        Shell.Result result = shell.dab("restore", "--from", "backups", "--yes");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err())
                .contains("3.zip goes on from the backup of 2026-11-25T01:00:00Z (id b), which is not in");
        assertThat(shell.dab("restore", "--from", ".", "--yes").err()).contains("There is no backup in");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void verifiesAnIncrementWithThoseThatItGoesOnFrom() throws IOException {
        shell.withServerIn(BuiltServer.in(folder.resolve("tree/api/target")));
        archive("backups/sound.zip", "a", "2026-11-25T02:00:00Z");
        archive("backups/2.zip", "b", "2026-11-25T03:00:00Z", "a");

        assertThat(shell.dab("backup", "verify", "backups").out())
                .isEqualTo(folder.resolve("backups/sound.zip") + "|" + folder.resolve("backups/2.zip") + "\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void archive(String name, String id, String createdAt, String... bases) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        String listed = Stream.of(bases)
                .map(base -> "{\"id\":\"" + base + "\",\"created_at\":\"2026-11-25T01:00:00Z\",\"sha256\":\"0\"}")
                .collect(Collectors.joining(","));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("state.jsonl"));
            zip.write(bytes("the state of " + id));
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(("{\"id\":\"" + id + "\",\"created_at\":\"" + createdAt + "\",\"bases\":[" + listed + "]}")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<Path> files(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
