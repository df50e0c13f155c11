package io.datacapsule.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A source tree in miniature with the real launcher in it; Maven and the JDKs are scripts that say how they are called. */
final class LauncherTree {

    private static final String TOOLS =
            "bash sh env find head tail ln mv rm mkdir readlink stty sleep cat touch dirname basename uname ps";

    private final Path top;
    private final Path root;
    private final Map<String, String> variables = new HashMap<>();

    LauncherTree(Path top) throws IOException {
        this.top = top;
        this.root = Files.createDirectories(top.resolve("tree"));
        Path launcher = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(launcher.resolve("dab"))) {
            launcher = launcher.getParent();
        }
        Files.copy(launcher.resolve("dab"), root.resolve("dab"));
        executable(root.resolve("mvnw"), """
                #!/usr/bin/env bash
                echo "mvnw $*" >> calls
                echo "mvnw with $JAVA_HOME"
                sleep "${MVNW_TAKES:-0}"
                if [ -n "${MVNW_FAILS:-}" ]; then echo "cannot find symbol"; exit 1; fi
                case "$*" in
                  *cli*) mkdir -p cli/target/app; : > cli/target/app/dab.jar ;;
                  *api*) mkdir -p api/target/server/lib ;;
                esac
                """);
        old("pom.xml");
        old("cli/pom.xml");
        old("cli/src/main/java/A.java");
        old("cli/src/test/java/ATests.java");
        Path bin = Files.createDirectories(top.resolve("bin"));
        for (String tool : TOOLS.split(" ")) {
            for (String place : new String[] {"/bin/", "/usr/bin/"}) {
                Path file = Path.of(place + tool);
                if (Files.exists(file) && !Files.exists(bin.resolve(tool))) {
                    executable(bin.resolve(tool), "#!/bin/sh\nexec " + file + " \"$@\"\n");
                }
            }
        }
        with("PATH", bin.toString()).with("HOME", top.resolve("home").toString());
        with("DAB_SYSTEM_ROOT", top.resolve("system").toString());
    }

    Path top() {
        return top;
    }

    Path root() {
        return root;
    }

    /** Sets an environment variable. */
    LauncherTree with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Makes a JDK of that version and gives its home. */
    Path jdk(String home, String version) throws IOException {
        Path jdk = top.resolve(home);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.setLastModifiedTime(jdk.resolve("release"), FileTime.from(Instant.EPOCH));
        executable(jdk.resolve("bin/java"), "#!/bin/sh\necho \"" + home + " runs $*\"\n");
        executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        return jdk;
    }

    /** Makes a file that is older than every build. */
    Path old(String file) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "x");
        for (Path p = path; !p.equals(top); p = p.getParent()) {
            Files.setLastModifiedTime(p, FileTime.from(Instant.EPOCH));
        }
        return path;
    }

    /** Makes a file newer than every build. */
    void touch(String file) throws IOException {
        Files.setLastModifiedTime(
                root.resolve(file), FileTime.from(Instant.now().plusSeconds(3_600)));
    }

    /** How often Maven was called so far, and how. */
    List<String> builds() throws IOException {
        Path calls = root.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /** Runs the launcher from another folder. */
    Outcome run(String... arguments) throws IOException, InterruptedException {
        return start(root.resolve("dab").toString(), arguments).outcome();
    }

    /** Starts the launcher under any name. */
    Running start(String launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/bash", launcher));
        command.addAll(List.of(arguments));
        File out = File.createTempFile("out", ".txt", top.toFile());
        File err = File.createTempFile("err", ".txt", top.toFile());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(top.toFile())
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().clear();
        builder.environment().putAll(variables);
        return new Running(builder.start(), out, err);
    }

    static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A launcher at work. */
    record Running(Process process, File out, File err) {

        /** Waits for its end. */
        Outcome outcome() throws InterruptedException {
            int exit = process.waitFor();
            return new Outcome(exit, text(out), text(err));
        }

        private static String text(File file) {
            try {
                return Files.readString(file.toPath(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What came of it. */
    record Outcome(int exit, String out, String err) {}
}
