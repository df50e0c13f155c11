package io.datacapsule.ingest.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.model.InvalidArtifactException;
import io.datacapsule.model.Urn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever happens to an artifact, it is read or refused as invalid: nothing else is thrown, and what is read hangs together. */
class MutatedArtifactPropertyTests {

    private static final List<String> NAMES =
            List.of("manifest.json", "catalog.json", "run_results.json", "sources.json");
    private static final List<String> VALUES = List.of(
            "null",
            "0",
            "-1.5e308",
            "true",
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "[null]",
            "{\"x\": 1}",
            "\"\\u0000\"",
            "\"\\ud800\"");

    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("mutated");
        for (String name : NAMES) {
            Files.write(folder.resolve(name), fixture(name));
        }
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        for (String name : NAMES) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }

    @Example
    void readsTheProjectAsItIs() throws IOException {
        ReadResult result = read("manifest.json", fixture("manifest.json"));

        assertThat(result.urns()).hasSize(8);
        assertThat(result.warned().keySet())
                .containsExactlyInAnyOrder(
                        "left_out_disabled", "left_out_macro", "left_out_metric", "left_out_operation");
    }

    @Property(tries = 600, shrinking = ShrinkingMode.OFF)
    void survivesAnyBytesThatChange(@ForAll @IntRange(max = 3) int file, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        String name = NAMES.get(file);
        byte[] bytes = fixture(name);
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }

        readOrRefuse(name, bytes);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void survivesAnyCut(@ForAll @IntRange(max = 3) int file, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        String name = NAMES.get(file);
        byte[] bytes = fixture(name);
        int from = random.nextInt(bytes.length);
        int to = random.nextInt(from, bytes.length);
        byte[] cut = random.nextBoolean() ? Arrays.copyOf(bytes, to) : Arrays.copyOfRange(bytes, from, to);

        readOrRefuse(name, cut);
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void survivesAnyValueInTheWrongPlace(@ForAll @IntRange(max = 3) int file, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        String name = NAMES.get(file);
        String text = new String(fixture(name), StandardCharsets.UTF_8);
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            text = withOtherValue(text, random);
        }

        readOrRefuse(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts another value where one stands: after a colon of the fixtures, which hold no colons followed by a space in texts. */
    private static String withOtherValue(String text, Random random) {
        int colon = text.indexOf(": ", random.nextInt(text.length()));
        if (colon < 0) {
            return text;
        }
        int start = colon + 2;
        int end = endOfValue(text, start);
        return text.substring(0, start) + VALUES.get(random.nextInt(VALUES.size())) + text.substring(end);
    }

    private static int endOfValue(String text, int start) {
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else {
                    quoted = c != '"';
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == ',' || c == '}' || c == ']') && depth == 0) {
                return i;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return text.length();
    }

    private static void readOrRefuse(String name, byte[] bytes) throws IOException {
        ReadResult result;
        try {
            result = read(name, bytes);
        } catch (InvalidArtifactException refused) {
            assertThat(refused.getMessage()).startsWith(name);
            assertThat(refused.code()).startsWith("artifact_");
            return;
        }
        assertThat(result.urns())
                .doesNotHaveDuplicates()
                .allSatisfy(urn -> assertThat(Urn.parse(urn).toString()).isEqualTo(urn));
        result.graph().capsules().forEach(capsule -> {
            assertThat(result.urns()).containsAll(capsule.upstream());
            assertThat(capsule.columns()).extracting(column -> column.urn()).doesNotHaveDuplicates();
        });
    }

    private static ReadResult read(String changed, byte[] bytes) throws IOException {
        Path file = folder.resolve(changed);
        Files.write(file, bytes);
        try {
            return ReadResult.of(DbtArtifacts.in(folder), null);
        } finally {
            Files.write(file, fixture(changed));
        }
    }

    private static byte[] fixture(String name) throws IOException {
        try (var in = MutatedArtifactPropertyTests.class.getResourceAsStream("/dbt/" + name)) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }
}
