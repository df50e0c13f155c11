package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as the launcher runs it, with its cache. */
class PackagedIT {

    private static final Path JAR = Path.of("target", "app", "dab.jar").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void startsFromTheCacheThatARehearsalLeaves() throws Exception {
        String cache = folder.resolve("dab.aot").toString();

        assertThat(java("-XX:AOTCacheOutput=" + cache, "io.datacapsule.cli.Rehearsal"))
                .contains("AOTCache creation is complete");

        // With AOTMode=on a cache that does not fit ends the JVM instead of being passed by.
        assertThat(java("-XX:AOTCache=" + cache, "-XX:AOTMode=on", "io.datacapsule.cli.Dab", "version"))
                .matches("dab \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\\R");
    }

    private String java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", JAR.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int exit = process.waitFor();
        String text = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(exit).as(text).isZero();
        return text;
    }
}
