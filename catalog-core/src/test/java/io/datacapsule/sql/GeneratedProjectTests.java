package io.datacapsule.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares what is derived for a generated project, of {@code -Dsql.models} models, with the true edges beside it. */
class GeneratedProjectTests {

    private static final Path GENERATOR = Path.of("../../shared/tools/generate_dbt_project.py");

    @Test
    void findsExactlyTheEdgesThatAreTrue(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.exists(GENERATOR), "The generator is not there: " + GENERATOR);
        Process generator = new ProcessBuilder(
                        "python3",
                        GENERATOR.toString(),
                        folder.toString(),
                        "--models",
                        System.getProperty("sql.models", "500"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(generator.waitFor())
                .as(Files.readString(folder.resolve("log")))
                .isZero();

        DbtProject project = new DbtProject(folder);
        Map<String, String> urns = project.urns();
        TreeSet<String> derived = new TreeSet<>();
        try (SqlLineage engine = new SqlLineage(SqlLimits.DEFAULT)) {
            Map<String, ColumnLineage> lineages = project.derive(engine);
            for (DbtProject.Model model : project.models()) {
                ColumnLineage lineage = lineages.get(model.id());
                assertThat(lineage.unresolved()).as(model.id()).isEmpty();
                assertThat(lineage.complete()).isTrue();
                for (OutputColumn column : lineage.columns()) {
                    for (Origin origin : column.origins()) {
                        derived.add(urns.get(folded(origin.table())) + "." + folded(origin.column()) + "\t"
                                + urns.get(folded(model.name())) + "." + folded(column.name()));
                    }
                }
            }
        }

        assertThat(derived).isEqualTo(new TreeSet<>(Files.readAllLines(folder.resolve("column_edges.tsv"))));
    }

    private static String folded(Object name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
