package io.datacapsule.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datacapsule.sql.Unresolved.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares what is derived for the models of real dbt projects with the columns that their catalogs list. */
class DbtModelsTests {

    private static final Path FOLDER = Path.of("../../shared/data/dbt");

    private final Map<String, List<String>> failures = new TreeMap<>();
    private final Map<String, Figures> adapters = new TreeMap<>();
    private int compared;
    private int same;
    private int parsed;
    private int queries;

    @Test
    void derivesTheColumnsThatTheCatalogsList() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "The dbt projects are not there: " + FOLDER);
        try (SqlLineage engine = new SqlLineage(SqlLimits.DEFAULT);
                Stream<Path> folders = Files.list(FOLDER)) {
            for (Path folder : folders.sorted().toList()) {
                if (Files.exists(folder.resolve("manifest.json"))) {
                    compare(folder, engine);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "dbt: %d of %d queries parsed (%.4f), columns of %d of %d models as in the catalog (%.4f)%n",
                parsed,
                queries,
                (double) parsed / queries,
                same,
                compared,
                (double) same / compared);
        failures.forEach((cause, models) -> System.out.println("  " + models.size() + " " + cause + ": "
                + models.stream().limit(Integer.getInteger("sql.failures", 3)).collect(Collectors.joining("; "))));

        adapters.forEach((adapter, figures) -> System.out.println("  " + adapter + ": " + figures));

        assertThat((double) parsed / queries).isGreaterThanOrEqualTo(0.999);
        assertThat((double) same / compared).isGreaterThanOrEqualTo(0.995);
        assertThat(adapters).hasSizeGreaterThanOrEqualTo(6).allSatisfy((adapter, figures) -> {
            assertThat(figures.parsed).as("parsed").isGreaterThanOrEqualTo((int) (figures.queries * 0.99));
            assertThat(figures.same).as("as in the catalog").isGreaterThanOrEqualTo((int) (figures.compared * 0.97));
        });
    }

    /** What became of the models of one adapter; those are not compared that differ from a catalog of an earlier day. */
    private static final class Figures {
        private int queries;
        private int parsed;
        private int compared;
        private int same;

        @Override
        public String toString() {
            return parsed + " of " + queries + " parsed, columns of " + same + " of " + compared + " as in the catalog";
        }
    }

    private void compare(Path folder, SqlLineage engine) {
        DbtProject project = new DbtProject(folder);
        project.derive(engine).forEach((id, lineage) -> {
            queries++;
            Figures adapter = adapters.computeIfAbsent(project.adapter(), none -> new Figures());
            adapter.queries++;
            adapter.parsed += isRead(lineage) ? 1 : 0;
            boolean read = isRead(lineage);
            parsed += read ? 1 : 0;
            Set<String> expected = folded(project.catalogColumns(id).stream());
            String model = folder.getFileName() + " " + id;
            if (!read) {
                failures.computeIfAbsent("not read", cause -> new java.util.ArrayList<>())
                        .add(model + " " + lineage.unresolved());
            }
            if (expected.isEmpty()) {
                return;
            }
            compared++;
            Set<String> derived = folded(lineage.columns().stream().map(OutputColumn::name));
            if (derived.equals(expected)) {
                same++;
                adapter.same++;
                adapter.compared++;
            } else if (read) {
                fail(model + (project.catalogIsOlder() ? " (the catalog is older)" : ""), derived, expected);
                adapter.compared += project.catalogIsOlder() ? 0 : 1;
            }
        });
    }

    private void fail(String model, Set<String> derived, Set<String> expected) {
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(derived);
        Set<String> extra = new TreeSet<>(derived);
        extra.removeAll(expected);
        String cause = derived.contains(Origin.ALL)
                ? "a table read by * is not known"
                : missing.isEmpty()
                        ? "more columns than the catalog"
                        : extra.isEmpty() ? "fewer columns than the catalog" : "other columns than the catalog";
        failures.computeIfAbsent(cause, none -> new java.util.ArrayList<>())
                .add(model + " missing " + missing + " extra " + extra);
    }

    private static boolean isRead(ColumnLineage lineage) {
        return lineage.unresolved().stream().noneMatch(DbtModelsTests::isNotRead);
    }

    private static boolean isNotRead(Unresolved unresolved) {
        return unresolved.reason() == Reason.PARSE_ERROR
                || unresolved.reason() == Reason.TIME_LIMIT
                || unresolved.reason() == Reason.TOO_LARGE;
    }

    private static Set<String> folded(Stream<String> names) {
        return names.map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
    }
}
