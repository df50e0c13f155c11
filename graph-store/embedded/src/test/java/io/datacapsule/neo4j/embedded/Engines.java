package io.datacapsule.neo4j.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** One engine for all tests of this JVM: starting one takes longer than most tests. */
final class Engines {

    private static final class Shared {
        private static final EmbeddedNeo4j ENGINE = start();

        private static EmbeddedNeo4j start() {
            try {
                Path home = Files.createTempDirectory("dab-graph");
                EmbeddedNeo4j engine =
                        EmbeddedNeo4j.start(home, EmbeddedOptions.defaults().withPageCacheBytes(64 * 1024 * 1024));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    engine.close();
                    delete(home);
                }));
                return engine;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Engines() {}

    /** The shared engine, its database without nodes. The schema stays: making it takes longer than most tests. */
    static EmbeddedNeo4j empty() {
        Shared.ENGINE.databaseService().executeTransactionally("MATCH (n) DETACH DELETE n");
        return Shared.ENGINE;
    }

    /** The shared engine as it is. */
    static EmbeddedNeo4j present() {
        return Shared.ENGINE;
    }

    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
