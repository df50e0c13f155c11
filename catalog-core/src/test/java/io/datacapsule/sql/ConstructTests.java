package io.datacapsule.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every construct of SQL that lineage depends on; the cases lie in {@code sql/*.txt}, what they expect follows from manuals. */
class ConstructTests {

    private static final SqlLineage ENGINE = new SqlLineage(SqlLimits.DEFAULT);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @TestFactory
    Stream<DynamicContainer> tellsWhatTheManualSays() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(ConstructTests.class.getResource("/sql")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.sorted().toList();
            return sorted.stream().map(ConstructTests::cases);
        }
    }

    private static DynamicContainer cases(Path file) {
        try {
            return DynamicContainer.dynamicContainer(
                    file.getFileName().toString(),
                    LineageCase.parse(Files.readString(file)).stream()
                            .map(test -> DynamicTest.dynamicTest(
                                    test.title(),
                                    () -> assertThat(test.told(ENGINE))
                                            .as(test.query().sql())
                                            .isEqualTo(test.expected()))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
