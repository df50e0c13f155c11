package io.datacapsule.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InvalidArtifactException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that nobody wrote, or that somebody changed: each is refused with what is wrong with it. */
class BackupArchiveTests {

    private static final String CAPSULE = """
            {"kind":"Capsule","urn":"urn:dcs:dbt:model:shop.main:orders","name":"orders","capsule_type":"model",\
            "source_system":"dbt","source_instance":"shop","test_count":0,"contract_enforced":false,"external":false,\
            "unresolved_columns":0,"asserted_by":["dbt:shop"]}
            """;
    private static final String COLUMN = """
            {"kind":"Column","capsule_urn":"urn:dcs:dbt:model:shop.main:orders","name":"id","ordinal_position":1,\
            "test_count":0,"asserted_by":[]}
            """;
    private static final String FLOW = """
            {"relation":"FLOWS_TO","from":"urn:dcs:dbt:model:shop.main:orders",\
            "to":"urn:dcs:dbt:model:shop.main:orders","asserted_by":["dbt:shop"],"attributes":{"a":"b"}}
            """;
    private static final String DETAILS = """
            {"urn":"urn:dcs:dbt:model:shop.main:orders","raw_sql":"select 1"}
            """;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("backup.zip");
    }

    @Test
    void aSoundOneIsTold() throws IOException {
        write(CAPSULE + COLUMN, FLOW, DETAILS, "1\tone\n");

        assertThat(verify().parts()).hasSize(4);
        BackupContents contents = BackupArchive.read(List.of(file), InMemoryBackupTables.LAYOUT);
        assertThat(contents.nodes()).hasSize(2);
        assertThat(contents.edges()).hasSize(1);
        assertThat(contents.details()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no zip file at all, but long enough to be one", "PK\u0003\u0004 and then nothing of it"})
    void somethingElseIsNoBackup(String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);

        assertThat(refused().code()).isIn("backup_unreadable", "backup_damaged");
    }

    @Test
    void aCutFileIsDamagedWhereverItIsCut() throws IOException {
        write(CAPSULE + COLUMN, FLOW, DETAILS, "1\tone\n");
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(refused().code()).as("cut at " + length).isIn("backup_unreadable", "backup_damaged");
        }
    }

    @Test
    void aChangedByteIsNoticedWhereverItIs() throws IOException {
        write(CAPSULE + COLUMN, FLOW, DETAILS, "1\tone\n");
        byte[] whole = Files.readAllBytes(file);
        int directory = directory(whole);

        for (int at = 0; at < directory; at += 3) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x41;
            Files.write(file, changed);
            try {
                assertThat(verify()).as("changed at " + at).isEqualTo(manifestOf(whole));
            } catch (InvalidArtifactException e) {
                assertThat(e.code()).startsWith("backup_");
            }
        }
    }

    @Test
    void bytesBehindTheEndAreNoticed() throws IOException {
        write(CAPSULE, "", "", "");
        Files.write(file, new byte[30], StandardOpenOption.APPEND);

        assertThat(refused().code()).isEqualTo("backup_damaged");
    }

    @Test
    void aWrongChecksumIsNoticed() throws IOException {
        write(CAPSULE, "", "", "1\tone\n");
        rewrite(Map.of("tables/notes.copy", text -> text.replace("one", "two")));

        InvalidArtifactException refused = refused();
        assertThat(refused.code()).isEqualTo("backup_damaged");
        assertThat(refused).hasMessageContaining("tables/notes.copy").hasMessageContaining("checksum");
    }

    @Test
    void aMissingPartIsNoticed() throws IOException {
        write(CAPSULE, "", "", "");
        rewrite(Map.of("graph/edges.jsonl", text -> null));

        assertThat(refused()).hasMessageContaining("graph/edges.jsonl").hasMessageContaining("missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/cron.d/evil",
                "/etc/passwd",
                "tables/../../x.copy",
                "tables/NOTES.copy",
                "graph/nodes.jsonl/x",
                "C:\\x",
                "a\u0000b",
                "\n"
            })
    void namesThatNoBackupHasAreRefusedBeforeAnythingIsUnpacked(String name) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(1);
        }

        assertThat(refused().code()).isEqualTo("backup_unreadable");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void aMillionEntriesAreRefusedAtTheFirstThatDoesNotBelong() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i < 1_000_000; i++) {
                zip.putNextEntry(nothing(i < 200 ? "tables/t" + i + ".copy" : "x" + i));
            }
        }

        assertThat(refused()).hasMessageContaining("'x200'");
    }

    @Test
    void tablesWithoutEndAreRefused() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (int i = 0; i < 2_000; i++) {
                zip.putNextEntry(new ZipEntry("tables/t" + i + ".copy"));
            }
        }

        assertThat(refused()).hasMessageContaining("more parts");
    }

    @Test
    void whatUnpacksWithoutEndIsRefused() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.putNextEntry(new ZipEntry("graph/nodes.jsonl"));
            byte[] nothing = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zip.write(nothing);
            }
        }

        assertThat(refused()).hasMessageContaining("unpacks to more");
    }

    @Test
    void anEntryThatIsThereTwiceIsRefused() throws IOException {
        write(CAPSULE, "", "", "");
        byte[] once = Files.readAllBytes(file);
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(once, 0, directory(once));
        twice.write(once);
        Files.write(file, twice.toByteArray());

        assertThat(refused().code()).isEqualTo("backup_unreadable");
    }

    @Test
    void aNewerFormatIsToldAsSuch() throws IOException {
        write(CAPSULE, "", "", "");
        rewrite(Map.of("manifest.json", text -> text.replace("\"format\" : 1", "\"format\" : 3, \"more\" : []")));

        InvalidArtifactException refused = refused();
        assertThat(refused.code()).isEqualTo("backup_newer");
        assertThat(refused).hasMessageContaining("its format is 3");
    }

    @Test
    void newerTablesAreToldAsSuch() throws IOException {
        write(CAPSULE, "", "", "");
        rewrite(Map.of("manifest.json", text -> text.replace("20261124201500", "20991231000000")));

        assertThat(refused().code()).isEqualTo("backup_newer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"format\" : 1 | \"format\" : \"x\" | backup_unreadable",
                "\"format\" : 1 | \"format\" : 1, \"format\" : 1 | backup_damaged",
                "\"revision\" | \"revisions\" | backup_damaged",
                "\"id\", \"text\" | \"id\", \"secret\" | backup_invalid",
                "\"id\", \"text\" | \"id\", \"id\" | backup_invalid",
                "{ | [ | backup_damaged",
            })
    void aManifestThatCannotBeIsRefused(String from, String to, String code) throws IOException {
        write(CAPSULE, "", "", "1\tone\n");
        rewrite(Map.of("manifest.json", text -> {
            assertThat(text).contains(from);
            return text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
        }));

        assertThat(refused().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"kind\":\"Capsule\" | \"kind\":\"Person\" | graph/nodes.jsonl, line 1",
                "\"capsule_type\":\"model\" | \"capsule_type\":\"thing\" | graph/nodes.jsonl, line 1",
                "\"test_count\":0,\"contract | \"test_count\":\"many\",\"contract | test_count",
                "\"name\":\"orders\" | \"nam\":\"orders\" | graph/nodes.jsonl, line 1",
                "\"name\":\"orders\" | \"name\":null | graph/nodes.jsonl, line 1",
                "\"external\":false | \"external\":0 | external",
                "[\"dbt:shop\"] | [1] | asserted_by",
                "{\"kind\":\"Capsule\" | [\"kind\",\"Capsule\" | graph/nodes.jsonl, line 1",
                "main:orders\",\"name\":\"id\" | main:order\",\"name\":\"id\" | does not exist",
            })
    void nodesThatCannotBeAreRefusedWithTheirPlace(String from, String to, String told) throws IOException {
        assertThat(CAPSULE + COLUMN).contains(from);
        write((CAPSULE + COLUMN).replace(from, to), "", "", "");

        InvalidArtifactException refused = refused();
        assertThat(refused.code()).isEqualTo("backup_invalid");
        assertThat(refused).hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FLOWS_TO | LIKES | relation",
                "FLOWS_TO | HAS_COLUMN | columns are not listed",
                "main:orders\",\"asserted | main:none\",\"asserted | does not exist",
                "{\"a\":\"b\"} | {\"a\":1} | attributes",
                "{\"a\":\"b\"} | 7 | attributes",
                "\"relation\" | \"more\":1,\"relation\" | not known",
            })
    void edgesThatCannotBeAreRefused(String from, String to, String told) throws IOException {
        assertThat(FLOW).contains(from);
        write(CAPSULE, FLOW.replace(from, to), "", "");

        assertThat(refused()).hasMessageContaining(told);
    }

    @Test
    void whatIsThereTwiceOrBelongsToNothingIsRefused() throws IOException {
        write(CAPSULE + CAPSULE, "", "", "");
        assertThat(refused()).hasMessageContaining("exists already");
        write(CAPSULE, FLOW + FLOW, "", "");
        assertThat(refused()).hasMessageContaining("exists already");
        write(CAPSULE, "", DETAILS + DETAILS, "");
        assertThat(refused()).hasMessageContaining("there twice");
        write("", "", DETAILS, "");
        assertThat(refused()).hasMessageContaining("no capsule of the backup");
    }

    @Test
    void deeplyNestedJsonIsRefused() throws IOException {
        write(CAPSULE.replace("\"external\":false", "\"external\":" + "[".repeat(100_000)), "", "", "");

        assertThat(refused().code()).isEqualTo("backup_invalid");
    }

    private static ZipEntry nothing(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(0);
        entry.setCrc(0);
        return entry;
    }

    private BackupManifest verify() {
        return BackupArchive.verify(List.of(file), InMemoryBackupTables.LAYOUT);
    }

    private BackupManifest manifestOf(byte[] archive) throws IOException {
        Path other = Files.write(folder.resolve("other.zip"), archive);
        return BackupArchive.verify(List.of(other), InMemoryBackupTables.LAYOUT);
    }

    private InvalidArtifactException refused() {
        List<InvalidArtifactException> refused = new ArrayList<>();
        assertThatThrownBy(this::verify).isInstanceOfSatisfying(InvalidArtifactException.class, refused::add);
        assertThat(refused.getFirst().getMessage()).hasSizeLessThan(700).doesNotContain("Exception");
        return refused.getFirst();
    }

    /** Writes an archive whose checksums are right, whatever it holds. */
    private void write(String nodes, String edges, String details, String notes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ArchiveWriter archive = new ArchiveWriter(out)) {
            part(archive, "graph/details.jsonl", List.of(), details);
            part(archive, "graph/nodes.jsonl", List.of(), nodes);
            part(archive, "graph/edges.jsonl", List.of(), edges);
            part(archive, "tables/notes.copy", List.of("id", "text"), notes);
            archive.finish(new BackupManifest(
                    1,
                    new UUID(1, 1),
                    "1.2.3",
                    Instant.EPOCH,
                    1,
                    "20261124201500",
                    Map.of(),
                    Set.of(),
                    List.of(),
                    archive.parts()));
        }
    }

    private static void part(ArchiveWriter archive, String name, List<String> columns, String text) throws IOException {
        archive.part(name, columns, out -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return text.lines().count();
        });
    }

    /** Changes what parts hold, or leaves them out, and nothing else. */
    private void rewrite(Map<String, UnaryOperator<String>> changes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream from = new ZipInputStream(in);
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                String text = new String(from.readAllBytes(), StandardCharsets.UTF_8);
                String changed =
                        changes.getOrDefault(entry.getName(), same -> same).apply(text);
                if (changed != null) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(changed.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        Files.write(file, bytes.toByteArray());
    }

    /** Where the directory of a zip file begins. */
    private static int directory(byte[] zip) {
        String hex = HexFormat.of().formatHex(zip);
        return hex.indexOf("504b0102") / 2;
    }
}
