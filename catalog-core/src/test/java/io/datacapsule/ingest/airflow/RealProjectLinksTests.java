package io.datacapsule.ingest.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.ingest.DiffOptions;
import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.ingest.SourceGraph;
import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.ingest.dbt.DbtArtifacts;
import io.datacapsule.ingest.dbt.DbtReader;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Urn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Instances that run all models of real projects, each in a task of its own. */
class RealProjectLinksTests {

    private static final IngestProgress NOBODY = new IngestProgress() {
        @Override
        public void at(String stage, long done, long expected) {
            // nobody follows
        }

        @Override
        public void warn(JobWarning warning) {
            // what the project lacks is not asked here
        }
    };

    static List<Path> projects() throws IOException {
        String given = System.getenv("DAB_SHARED");
        Path data = (given == null ? Path.of("../../shared") : Path.of(given)).resolve("data/dbt");
        if (!Files.isDirectory(data)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(data)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("manifest.json")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("projects")
    void everyModelIsLinkedToTheTaskThatBuildsItHoweverThatNamesIt(Path folder) {
        SourceGraph project = new DbtReader().read(DbtArtifacts.in(folder), null, NOBODY);
        IngestedCatalog catalog = new IngestedCatalog();
        catalog.ingest(project, DiffOptions.KEEP);
        List<Capsule> models = project.capsules().stream()
                .map(AssertedCapsule::capsule)
                .filter(capsule -> capsule.type() == CapsuleType.MODEL && !capsule.external())
                .toList();

        catalog.ingest(instance(models));

        List<String> expected = new ArrayList<>();
        for (Capsule model : models) {
            String name = model.urn().substring(model.urn().lastIndexOf(':') + 1);
            expected.add("by_id." + Urn.encode(plain(model) + ".run") + " -> " + name + " {via=dbt}");
            expected.add("by_select." + Urn.encode(model.uniqueId()) + " -> " + name + " {via=dbt}");
        }
        assertThat(catalog.flows().stream()
                        .filter(edge -> edge.contains("via=dbt"))
                        .toList())
                .isEqualTo(expected.stream().sorted().toList());
        assertThat(catalog.warned()).isEmpty();
        assertThat(catalog.ingest(instance(models)).change().isEmpty()).isTrue();
    }

    private static Instance instance(List<Capsule> models) {
        Instance instance = Instance.of("prod").dag("by_id", "");
        for (Capsule model : models) {
            String id = plain(model) + ".run";
            instance.task(id).operator(id, "DbtRunLocalOperator").silent(id);
        }
        instance.dag("by_select", "");
        for (Capsule model : models) {
            String id = model.uniqueId();
            instance.task(id).operator(id, "BashOperator").rendered(id, "bash_command", "dbt run --select " + id);
        }
        return instance;
    }

    /** As Cosmos names a task, a versioned model by {@code name_v1}. */
    private static String plain(Capsule model) {
        return model.name().replace("@v", "_v");
    }
}
