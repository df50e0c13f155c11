package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built server starts from the cache that its rehearsal leaves. */
class RehearsalIT {

    private static final Path BUILT = Path.of("target", "server").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void leavesACacheThatTheServerStartsFrom() throws Exception {
        Path cache = folder.resolve("start.aot");
        Process rehearsal = java("-XX:AOTCacheOutput=" + cache, "-cp", classPath(), "io.datacapsule.api.Rehearsal");
        assertThat(rehearsal.waitFor()).as(output()).isZero();
        assertThat(output()).contains("AOTCache creation is complete");

        // With AOTMode=on a cache that does not fit ends the JVM instead of being passed by.
        Process server =
                java("-XX:AOTCache=" + cache, "-XX:AOTMode=on", "-cp", classPath(), "io.datacapsule.api.Server");
        try {
            while (server.isAlive() && !output().contains("Ready at ")) {
                Thread.sleep(100);
            }
            assertThat(output()).contains("Ready at ");
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(BUILT.resolve("lib"))) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(System.getProperty("path.separator")));
        }
    }

    private Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + BUILT.resolve("jvm.args"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DAB_") || name.startsWith("NEO4J_"));
        builder.environment().putAll(Map.of("DAB_HOME", folder.resolve("home").toString(), "DAB_PORT", "0"));
        return builder.start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("out.txt"));
    }
}
