package io.datacapsule.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measures the engine on the cases of public projects; with {@code -Dsql.cases} every difference is printed. */
class PublicCasesTests {

    private static final Path FOLDER = Path.of("../../shared/data/column-lineage");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "DATAHUB, 0.985, 0.985, 44",
        "SQLLINEAGE, 0.985, 0.980, 77",
        "SQLGLOT, 0.970, 0.910, 33",
        "OPENLINEAGE, 0.999, 0.999, 10"
    })
    void reachesWhatItReachedBefore(PublicSuite suite, double recall, double precision, int atLeastExact) {
        assumeTrue(Files.isDirectory(FOLDER), "The public cases are not there: " + FOLDER);
        int expected = 0;
        int given = 0;
        int right = 0;
        int exact = 0;
        int cases = 0;
        try (SqlLineage engine = new SqlLineage(SqlLimits.DEFAULT)) {
            for (PublicSuite.Case test : suite.cases(FOLDER)) {
                ColumnLineage lineage = engine.derive(test.query());
                Set<String> pairs = suite.pairs(lineage, test);
                int both = PublicSuite.common(pairs, test.expected());
                expected += test.expected().size();
                given += pairs.size();
                right += both;
                cases++;
                if (both == test.expected().size() && both == pairs.size()) {
                    exact++;
                } else if (System.getProperty("sql.cases") != null) {
                    difference(test, pairs, lineage);
                }
            }
        }
        double foundOfExpected = (double) right / expected;
        double rightOfGiven = (double) right / given;
        System.out.printf(
                Locale.ROOT,
                "%s: recall %.3f (%d of %d), precision %.3f (%d of %d), %d of %d cases exact%n",
                suite,
                foundOfExpected,
                right,
                expected,
                rightOfGiven,
                right,
                given,
                exact,
                cases);

        assertThat(foundOfExpected).as("recall").isGreaterThanOrEqualTo(recall);
        assertThat(rightOfGiven).as("precision").isGreaterThanOrEqualTo(precision);
        assertThat(exact).as("exact cases").isGreaterThanOrEqualTo(atLeastExact);
    }

    private static void difference(PublicSuite.Case test, Set<String> pairs, ColumnLineage lineage) {
        System.out.println("--- " + test.name() + " (" + test.query().dialect() + ")\n"
                + test.query().sql());
        test.expected().stream()
                .filter(pair -> !pairs.contains(pair))
                .forEach(pair -> System.out.println("  missing " + pair));
        pairs.stream()
                .filter(pair -> !test.expected().contains(pair))
                .forEach(pair -> System.out.println("  extra   " + pair));
        lineage.unresolved().forEach(unresolved -> System.out.println("  " + unresolved));
    }
}
