package io.datacapsule.ingest.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.InvalidArtifactException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the artifacts of real projects and compares the result with the manifest, read in another way. */
class DbtSharedDataTests {

    private static final Set<String> DATASETS = Set.of("model", "seed", "snapshot", "source", "exposure", "analysis");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TestFactory
    Stream<DynamicTest> agreesWithTheManifestOfEverySet() {
        return sets().map(set -> DynamicTest.dynamicTest(
                set.getFileName().toString(),
                () -> agrees(set, JSON.readTree(set.resolve("manifest.json").toFile()))));
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryMalformedFileWithItsPlace() {
        return SharedData.list(shared().resolve("_malformed")).stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> refuses(file)));
    }

    @Test
    void givesAnExternalModelTheUrnThatItsOwnProjectGives() {
        ReadResult downstream = read(shared().resolve("cosmos-crossproject-downstream"));
        ReadResult upstream = read(shared().resolve("cosmos-crossproject-upstream"));

        List<String> external = downstream.graph().capsules().stream()
                .map(AssertedCapsule::capsule)
                .filter(Capsule::external)
                .map(Capsule::urn)
                .toList();
        assertThat(external).hasSize(10).isSubsetOf(upstream.urns());
    }

    private static void agrees(Path set, JsonNode manifest) {
        ReadResult result = read(set);
        Map<String, JsonNode> datasets = enabled(manifest, node -> DATASETS.contains(type(node)));

        assertThat(result.graph().capsules())
                .extracting(capsule -> capsule.capsule().uniqueId())
                .containsExactlyElementsOf(new TreeSet<>(datasets.keySet()));
        assertThat(result.urns()).doesNotHaveDuplicates();
        assertThat(testsOnCapsules(result)).isEqualTo(testsOn(manifest, datasets));
        assertThat(result.graph().capsules().stream()
                        .mapToInt(c -> c.upstream().size())
                        .sum())
                .isEqualTo(edges(datasets));
        assertThat(result.graph().capsules().stream()
                        .filter(AssertedCapsule::sqlCompiled)
                        .count())
                .isEqualTo(datasets.values().stream()
                        .filter(DbtSharedDataTests::compiled)
                        .count());
        for (AssertedCapsule capsule : result.graph().capsules()) {
            Set<String> names = new HashSet<>();
            assertThat(capsule.columns())
                    .allSatisfy(column -> assertThat(names.add(column.name())).isTrue());
            if (!capsule.capsule().external()) {
                assertThat(names)
                        .hasSizeGreaterThanOrEqualTo(
                                datasets.get(capsule.capsule().uniqueId())
                                        .path("columns")
                                        .size());
            }
        }
        if (Files.exists(set.resolve("catalog.json"))) {
            agreesWithCatalog(result, JSON.readTree(set.resolve("catalog.json").toFile()));
        }
    }

    private static void agreesWithCatalog(ReadResult result, JsonNode catalog) {
        for (AssertedCapsule capsule : result.graph().capsules()) {
            String id = capsule.capsule().uniqueId();
            JsonNode table = catalog.path("nodes").path(id).isMissingNode()
                    ? catalog.path("sources").path(id)
                    : catalog.path("nodes").path(id);
            assertThat(capsule.columnsComplete()).isEqualTo(!table.isMissingNode());
            assertThat(capsule.columns().stream()
                            .filter(column -> column.ordinal() > 0)
                            .count())
                    .isEqualTo(table.path("columns").size());
            assertThat(capsule.columns().stream()
                            .filter(column -> column.dataType() != null)
                            .count())
                    .isGreaterThanOrEqualTo(table.path("columns").size());
        }
    }

    private static Map<String, Integer> testsOnCapsules(ReadResult result) {
        Map<String, Integer> counts = new TreeMap<>();
        result.graph().capsules().forEach(c -> {
            if (c.capsule().testCount() > 0) {
                counts.put(c.capsule().uniqueId(), c.capsule().testCount());
            }
        });
        return counts;
    }

    /** Of a generic test without attachment the node that its model argument names. */
    private static Map<String, Integer> testsOn(JsonNode manifest, Map<String, JsonNode> datasets) {
        Map<String, Integer> counts = new TreeMap<>();
        enabled(manifest, node -> type(node).equals("test") || type(node).equals("unit_test"))
                .values()
                .forEach(test -> tested(test).stream()
                        .filter(datasets::containsKey)
                        .forEach(id -> counts.merge(id, 1, Integer::sum)));
        return counts;
    }

    private static Set<String> tested(JsonNode test) {
        JsonNode attached =
                test.path("attached_node").isString() ? test.path("attached_node") : test.path("tested_node_unique_id");
        if (attached.isString()) {
            return Set.of(attached.asString());
        }
        Set<String> read = new TreeSet<>();
        test.path("depends_on").path("nodes").forEach(id -> read.add(id.asString()));
        String model = test.path("test_metadata").path("kwargs").path("model").asString("");
        if (read.size() > 1 && !model.isEmpty()) {
            read.removeIf(id -> !model.contains("'" + id.substring(id.lastIndexOf('.') + 1) + "'"));
        }
        return read;
    }

    private static long edges(Map<String, JsonNode> datasets) {
        long edges = 0;
        for (JsonNode node : datasets.values()) {
            Set<String> upstream = new HashSet<>();
            node.path("depends_on").path("nodes").forEach(id -> upstream.add(id.asString()));
            upstream.retainAll(datasets.keySet());
            edges += upstream.size();
        }
        return edges;
    }

    private static boolean compiled(JsonNode node) {
        boolean external =
                node.path("path").asString("").isEmpty() && type(node).equals("model");
        return !external
                && Stream.of("compiled_code", "compiled_sql", "injected_sql")
                        .anyMatch(name -> !node.path(name).asString("").isEmpty());
    }

    private static Map<String, JsonNode> enabled(JsonNode manifest, Predicate<JsonNode> wanted) {
        Map<String, JsonNode> nodes = new TreeMap<>();
        for (String section : List.of("nodes", "sources", "exposures", "unit_tests")) {
            manifest.path(section).properties().forEach(entry -> {
                boolean disabled = entry.getValue()
                                .path("config")
                                .path("enabled")
                                .isBoolean()
                        && !entry.getValue().path("config").path("enabled").asBoolean();
                if (!disabled && wanted.test(entry.getValue())) {
                    nodes.put(entry.getKey(), entry.getValue());
                }
            });
        }
        return nodes;
    }

    private static String type(JsonNode node) {
        String type = node.path("resource_type").asString("");
        return type.isEmpty() ? node.path("unique_id").asString(".").split("\\.")[0] : type;
    }

    private static void refuses(Path file) {
        String name = file.getFileName().toString();
        Artifact artifact = Artifact.of(file);
        Artifact manifest = Artifact.of(shared().resolve("recce-base/manifest.json"));
        DbtArtifacts artifacts = name.contains("catalog")
                ? new DbtArtifacts(manifest, artifact, null, null, null)
                : name.contains("run_results")
                        ? new DbtArtifacts(manifest, null, artifact, null, null)
                        : new DbtArtifacts(artifact);

        InvalidArtifactException error =
                catchThrowableOfType(InvalidArtifactException.class, () -> ReadResult.of(artifacts, null));

        assertThat(error).isNotNull();
        assertThat(error.code()).isEqualTo("artifact_unreadable");
        assertThat(error.file()).isEqualTo(name);
        assertThat(error.line()).isPositive();
        assertThat(error.column()).isPositive();
        assertThat(error.getMessage()).startsWith(name + ", line ").containsAnyOf("merge conflict", "single quotes");
    }

    private static ReadResult read(Path set) {
        return ReadResult.of(DbtArtifacts.in(set), null);
    }

    private static Stream<Path> sets() {
        return SharedData.list(shared()).stream().filter(set -> Files.exists(set.resolve("manifest.json")));
    }

    private static Path shared() {
        assumeTrue(
                SharedData.dbt().isPresent(), "the artifacts of real projects are not here; DAB_SHARED may say where");
        return SharedData.dbt().orElseThrow();
    }
}
