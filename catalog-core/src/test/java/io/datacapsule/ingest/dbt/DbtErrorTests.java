package io.datacapsule.ingest.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.model.InvalidArtifactException;
import io.datacapsule.model.InvalidInputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DbtErrorTests {

    private static final String SCHEMA = "\"dbt_schema_version\": \"https://schemas.getdbt.com/dbt/manifest/v12.json\"";
    private static final String GOOD = "{\"metadata\": {" + SCHEMA
            + ", \"project_name\": \"shop\"}, \"nodes\": {\"model.shop.a\": {\"name\": \"a\", \"schema\": \"s\"}}}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `<<<<<<< HEAD\n{}`                      | 1 | 1  | $             | looks like a merge conflict marker ('<<<<<<< HEAD')
            `{"nodes": {},\n=======\n}`              | 2 | 1  | $.nodes       | looks like a merge conflict marker
            `{"metadata": {}, "nodes": {}}\n>>>>>>> x` | 2 | 1  | $           | looks like a merge conflict marker ('>>>>>>> x')
            `{"metadata": {}, "nodes": {}} {"a": 1}` | 1 | 31 | $             | a second document starts here
            `{"metadata": {}, "nodes": {"a.b": {`    | 1 | 36 | $.nodes['a.b'] | the file ends in the middle
            `{"nodes": {"x": NaN}}`                  | 1 | 20 | $.nodes.x     | a number that is not finite
            `{"nodes": {"x": 'y'}}`                  | 1 | 17 | $.nodes.x     | texts stand in double quotes
            `{"nodes": {"ä€😀": }}`                   | 1 | 19 | $.nodes['ä€😀'] | not JSON
            `<html></html>`                          | 1 | 1  | $             | looks like an HTML or XML page
            `nodes: {}`                              | 1 | 1  | $             | not JSON
            """)
    void namesFilePositionAndCauseOfWhatIsNoJson(String text, long line, long column, String path, String cause)
            throws IOException {
        InvalidArtifactException error = fails(text);

        assertThat(error.code()).isEqualTo("artifact_unreadable");
        assertThat(error.getMessage()).startsWith("upload.json, line " + line).contains(cause);
        assertThat(error.file()).isEqualTo("upload.json");
        assertThat(error.path()).isEqualTo(path);
        assertThat(error.line()).isEqualTo(line);
        assertThat(error.column()).isEqualTo(column);
        assertThat(error.getMessage()).doesNotContain(folder.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `[]`                                   | artifact_invalid    | $          | an object belongs here, not a list
            `"x"`                                  | artifact_invalid    | $          | an object belongs here, not a text
            `{"metadata": 5, "nodes": {}}`         | artifact_invalid    | $.metadata | an object belongs here, not a number
            `{"metadata": {}, "nodes": []}`        | artifact_invalid    | $.nodes    | an object belongs here, not a list
            `{"metadata": {}, "nodes": null}`      | artifact_invalid    | $.nodes    | an object belongs here, not null
            `{"nodes": {}, "sources": []}`         | artifact_invalid    | $.sources  | an object belongs here, not a list
            `{"metadata": {}}`                     | artifact_invalid    | $          | it has no 'nodes'
            `{"semantic_models": {}}`              | artifact_wrong_kind | $          | this is not a manifest
            """)
    void namesWhatHasTheWrongShape(String text, String code, String path, String cause) throws IOException {
        InvalidArtifactException error = fails(text);

        assertThat(error.code()).isEqualTo(code);
        assertThat(error.path()).isEqualTo(path);
        assertThat(error.getMessage()).contains(cause);
        assertThat(error.line()).isEqualTo(1);
    }

    @Test
    void refusesAnArtifactOfAnotherKind() throws IOException {
        InvalidArtifactException error = fails(
                "{\"metadata\": {\"dbt_schema_version\": \"https://schemas.getdbt.com/dbt/catalog/v1.json\"}, \"nodes\": {}}");

        assertThat(error.code()).isEqualTo("artifact_wrong_kind");
        assertThat(error.getMessage()).contains("this is not a manifest").contains("catalog/v1.json");

        Artifact manifest = write("manifest.json", GOOD, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ReadResult.of(new DbtArtifacts(manifest, manifest, null, null, null), null))
                .hasMessageContaining("this is not a catalog");
        assertThatThrownBy(() -> ReadResult.of(new DbtArtifacts(manifest, null, manifest, null, null), null))
                .hasMessageContaining("this is not run results");
        assertThatThrownBy(() -> ReadResult.of(new DbtArtifacts(manifest, null, null, manifest, null), null))
                .hasMessageContaining("this is not source freshness results");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://schemas.getdbt.com/dbt/manifest/v13.json",
                "https://schemas.getdbt.com/dbt/manifest/v0.json",
                "7",
                ""
            })
    void triesSchemaVersionsThatAreNotKnownAndWarns(String version) throws IOException {
        String text = GOOD.replace("https://schemas.getdbt.com/dbt/manifest/v12.json", version);
        Artifact manifest = write("manifest.json", text, StandardCharsets.UTF_8);

        ReadResult result = ReadResult.of(new DbtArtifacts(manifest), null);

        assertThat(result.urns()).hasSize(1);
        assertThat(result.warned()).containsOnlyKeys("unknown_schema_version");
    }

    @Test
    void refusesJsonThatIsNestedTooDeeply() throws IOException {
        assertThat(fails("{\"docs\": " + "[".repeat(10_000)).getMessage()).contains("is outside of what is read");
        assertThat(fails("{\"nodes\": {\"a\": {\"meta\": " + "{\"a\":".repeat(10_000))
                        .code())
                .isEqualTo("artifact_unreadable");
    }

    @Test
    void saysThatAFileIsEmptyOrMissing() throws IOException {
        assertThat(fails("").getMessage()).isEqualTo("upload.json: the file is empty");
        DbtArtifacts missing = new DbtArtifacts(new Artifact("upload.json", folder.resolve("gone")));
        assertThatThrownBy(() -> ReadResult.of(missing, null))
                .isInstanceOf(InvalidArtifactException.class)
                .hasMessage("upload.json: the file does not exist");
        DbtArtifacts directory = new DbtArtifacts(new Artifact("upload.json", folder));
        assertThatThrownBy(() -> ReadResult.of(directory, null)).isInstanceOf(InvalidArtifactException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-8"})
    void readsEveryEncodingOfJsonWithAByteOrderMark(String charset) throws IOException {
        Artifact manifest = write("manifest.json", "\ufeff" + GOOD, Charset.forName(charset));

        assertThat(ReadResult.of(new DbtArtifacts(manifest), null).urns()).hasSize(1);
    }

    @Test
    void findsArtifactsInATargetFolderOrBesideIt() throws IOException {
        Path target = Files.createDirectories(folder.resolve("project/target"));
        assertThatThrownBy(() -> DbtArtifacts.in(folder.resolve("project")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("No manifest.json in 'project'");
        assertThatThrownBy(() -> DbtArtifacts.in(folder.resolve("gone"))).isInstanceOf(InvalidInputException.class);
        Files.writeString(target.resolve("manifest.json"), GOOD);
        Files.writeString(target.resolve("sources.json"), "{}");

        DbtArtifacts found = DbtArtifacts.in(folder.resolve("project"));

        assertThat(found).isEqualTo(DbtArtifacts.in(target));
        assertThat(found.manifest().name()).isEqualTo("manifest.json");
        assertThat(found.sources()).isNotNull();
        assertThat(found.catalog()).isNull();
    }

    @Test
    void stopsWhenTheJobIsCancelled() throws IOException {
        Artifact manifest = write("manifest.json", GOOD, StandardCharsets.UTF_8);
        IngestProgress cancelled = new IngestProgress() {
            @Override
            public void at(String stage, long done, long expected) {
                throw new CancellationException();
            }

            @Override
            public void warn(JobWarning warning) {
                // Nothing to tell.
            }
        };

        assertThatThrownBy(() -> new DbtReader().read(new DbtArtifacts(manifest), null, cancelled))
                .isInstanceOf(CancellationException.class);
    }

    private InvalidArtifactException fails(String text) throws IOException {
        DbtArtifacts artifacts = new DbtArtifacts(write("upload.json", text, StandardCharsets.UTF_8));
        return catchThrowableOfType(InvalidArtifactException.class, () -> ReadResult.of(artifacts, null));
    }

    private Artifact write(String name, String text, Charset charset) throws IOException {
        return Artifact.of(Files.writeString(folder.resolve(name), text, charset));
    }
}
