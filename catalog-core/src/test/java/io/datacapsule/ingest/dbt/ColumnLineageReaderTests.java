package io.datacapsule.ingest.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.datacapsule.ingest.JobWarning;
import io.datacapsule.ingest.ToldLineage;
import io.datacapsule.ingest.ToldLineage.Told;
import io.datacapsule.ingest.ToldLineage.Use;
import io.datacapsule.model.InvalidArtifactException;
import io.datacapsule.model.Urn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files are written by arrow-rs, the library that dbt 2 writes them with, as it does: compressed with Zstandard, with texts
 * and a time in UTC. {@code index} has the names of dbt's previews.
 */
class ColumnLineageReaderTests {

    private static final Path FILES = Path.of("src", "test", "resources", "dbt", "column-lineage");
    private static final String CUSTOMERS = Urn.capsule("dbt", "model", "customers", "shop", "main");
    private static final String STAGED = Urn.capsule("dbt", "model", "stg_customers", "shop", "main");
    private static final String ORDERS = Urn.capsule("dbt", "model", "stg_orders", "shop", "main");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"info-schema.parquet", "index.parquet"})
    void readsWhatDbtFound(String name) {
        ReadResult read = read(FILES.resolve(name));

        assertThat(read.graph().told()).containsOnlyKeys(STAGED, CUSTOMERS);
        ToldLineage customers = read.graph().told().get(CUSTOMERS);
        assertThat(customers.by()).isEqualTo("dbt");
        assertThat(customers.at()).isEqualTo(Instant.parse("2026-09-26T07:17:01Z"));
        assertThat(customers.edges())
                .containsExactly(
                        new Told("customer_id", STAGED, "customer_id", Use.COPIED),
                        new Told("total", ORDERS, "amount", Use.CHANGED),
                        new Told("", ORDERS, "customer_id", Use.READ));
    }

    @Test
    void keepsTheNameOfAnOriginThatTheManifestDoesNotHave() {
        ReadResult read = read(FILES.resolve("info-schema.parquet"));

        assertThat(read.graph().told().get(STAGED).edges())
                .extracting(Told::column, Told::capsule, Told::origin, Told::use)
                .containsExactly(
                        tuple("customer_id", "source.shop.raw.customers", "id", Use.COPIED),
                        tuple("email_hash", "source.shop.raw.customers", "email", Use.CHANGED),
                        tuple("", "source.shop.raw.customers", "deleted_at", Use.READ));
    }

    @Test
    void leavesADatasetToItsSqlWhoseRowsItDoesNotUnderstand() {
        ReadResult read = read(FILES.resolve("info-schema.parquet"));

        assertThat(read.warnings())
                .extracting(JobWarning::code, JobWarning::message)
                .contains(
                        tuple(
                                "unknown_lineage_kind",
                                "The evolution 'reshape' is not known here; 1 datasets that have it are derived from"
                                        + " their SQL"),
                        tuple("unknown_lineage_node", "Left out: the manifest has no such dataset (1 rows)"));
    }

    @Test
    void findsTheFileWhereDbtPutsIt() throws IOException {
        Path schema = Files.createDirectories(folder.resolve("target/info_schema/v1"));
        Files.writeString(folder.resolve("target/manifest.json"), manifest());
        Files.copy(FILES.resolve("info-schema.parquet"), schema.resolve("dbt.column_lineage.parquet"));

        ReadResult read = ReadResult.of(DbtArtifacts.in(folder), null);

        assertThat(read.graph().told()).containsKey(CUSTOMERS);
    }

    @Test
    void saysWhatIsNoParquet() throws IOException {
        Path file = Files.writeString(folder.resolve("dbt.column_lineage.parquet"), "{\"not\": \"parquet\"}");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidArtifactException.class)
                .hasMessageStartingWith("dbt.column_lineage.parquet: cannot be read as Parquet: ");
        assertThatThrownBy(() -> read(folder.resolve("gone.parquet")))
                .isInstanceOf(InvalidArtifactException.class)
                .hasMessage("gone.parquet: the file does not exist");
    }

    @Test
    void saysThatAnotherTableIsNotTheLineage() {
        assertThatThrownBy(() -> read(FILES.resolve("node-columns.parquet")))
                .isInstanceOf(InvalidArtifactException.class)
                .hasMessageContaining("this is not the column lineage of dbt: it has the columns node_unique_id,");
    }

    /** Whatever stands in the file, there is an answer or an error of the catalog, never another one. */
    @Test
    void survivesDamage() throws IOException {
        byte[] whole = Files.readAllBytes(FILES.resolve("info-schema.parquet"));
        Random random = new Random(20261125);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : damaged.length;
            Path file = Files.write(folder.resolve("damaged.parquet"), java.util.Arrays.copyOf(damaged, length));
            try {
                assertThat(read(file).graph().capsules()).hasSize(4);
            } catch (InvalidArtifactException e) {
                assertThat(e.file()).isEqualTo("damaged.parquet");
            }
        }
    }

    /** A page may say that it unpacks to more than the memory that there is; the reader must not believe it, nor wait for ever. */
    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, 1_500_000_000, 83})
    @Timeout(60)
    void doesNotBelieveTheSizeThatAPageTells(int size) throws IOException {
        byte[] whole = Files.readAllBytes(FILES.resolve("info-schema.parquet"));
        ByteArrayOutputStream patched = new ByteArrayOutputStream();
        // the first page's header follows the four letters at the file's beginning: kind, then size unpacked, as zigzag
        // varints
        assertThat(whole).startsWith('P', 'A', 'R', '1', 0x15, 0x04, 0x15, 0xa4, 0x01, 0x15);
        patched.write(whole, 0, 7);
        for (int rest = size << 1 ^ size >> 31; ; rest >>>= 7) {
            if (rest >>> 7 == 0) {
                patched.write(rest);
                break;
            }
            patched.write(rest & 0x7f | 0x80);
        }
        patched.write(whole, 9, whole.length - 9);
        Path file = Files.write(folder.resolve("huge.parquet"), patched.toByteArray());

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidArtifactException.class)
                .hasMessageStartingWith("huge.parquet: cannot be read as Parquet: ");
    }

    private ReadResult read(Path lineage) {
        try {
            Path manifest = Files.writeString(folder.resolve("manifest.json"), manifest());
            return ReadResult.of(new DbtArtifacts(Artifact.of(manifest), null, null, null, Artifact.of(lineage)), null);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String manifest() {
        String nodes = Stream.of("stg_customers", "stg_orders", "customers", "later")
                .map(name -> """
                        "model.shop.%1$s": {"unique_id": "model.shop.%1$s", "resource_type": "model", "name": "%1$s",
                          "package_name": "shop", "schema": "main", "database": "db", "fqn": ["shop", "%1$s"],
                          "original_file_path": "models/%1$s.sql", "config": {"materialized": "view"}, "tags": [],
                          "columns": {}, "depends_on": {"nodes": []}}
                        """.formatted(name))
                .collect(Collectors.joining(","));
        return """
                {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json",
                  "project_name": "shop", "adapter_type": "duckdb"}, "nodes": {%s}, "sources": {}}
                """.formatted(nodes);
    }
}
