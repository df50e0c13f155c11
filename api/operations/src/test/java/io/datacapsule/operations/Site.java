package io.datacapsule.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged server, started by the packaged {@code dab} on a home of its own, and a shell beside it: {@code dab}, {@code curl} and
 * {@code docker-compose exec} reach what the test started. Its caller starts the databases.
 */
final class Site implements AutoCloseable {

    private static final Path ROOT = Path.of(System.getProperty("dab.root"));
    private static final Path JAR = ROOT.resolve("cli/target/app/dab.jar");

    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private final int port = Programs.freePort();

    /**
     * Prepares it; nothing runs yet.
     *
     * @param settings environment of the server and of the shell
     */
    Site(Path folder, Map<String, String> settings) throws IOException {
        this.folder = folder;
        Path server = Files.createDirectories(folder.resolve("server"));
        Files.createSymbolicLink(server.resolve("lib"), ROOT.resolve("api/target/server/lib"));
        Files.createSymbolicLink(server.resolve("jvm.args"), ROOT.resolve("api/target/server/jvm.args"));
        // no cache of loaded classes is to be made in the background
        Files.createFile(server.resolve("start-cache.making"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve("work"));
        program(
                bin.resolve("dab"),
                "exec " + System.getProperty("java.home") + "/bin/java -XX:TieredStopAtLevel=1"
                        + " --enable-native-access=ALL-UNNAMED -Ddab.server=" + server + " -jar " + JAR + " \"$@\"");
        program(bin.resolve("curl"), """
                case " $* " in *" -w "*) fail= ;; *) fail=--fail-with-body ;; esac
                PATH=$OUTER_PATH exec curl -sS $fail "$@"
                """);
        program(bin.resolve("docker-compose"), """
                case $1 in
                  exec) shift 2; exec "$@" ;;
                  logs) exec cat "$DAB_HOME/logs/server.log" ;;
                esac
                echo "there is no container: $*" >&2
                exit 2
                """);
        variables.putAll(settings);
        variables.put("DAB_HOME", folder.resolve("home").toString());
        variables.put("DAB_PORT", Integer.toString(port));
        variables.put("DAB_URL", url());
        variables.put("OUTER_PATH", System.getenv("PATH"));
        variables.put("PATH", bin + ":" + clients() + System.getenv("PATH"));
    }

    private static String clients() {
        return Programs.find("psql").map(psql -> psql.getParent() + ":").orElse("");
    }

    /** Puts a program on the path of the shell. */
    void program(String name, String text) throws IOException {
        program(folder.resolve("bin").resolve(name), text);
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Sets a variable of the shell, and of the server if it does not run yet. */
    void set(String variable, String value) {
        variables.put(variable, value);
    }

    String get(String variable) {
        return variables.getOrDefault(variable, "");
    }

    /** Starts the server and waits until it is ready. */
    void up() {
        Result up = shell("dab up --detach");
        if (up.exit() != 0) {
            throw new AssertionError(up.output());
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What the server logged. */
    List<String> log() {
        try {
            return Files.readAllLines(folder.resolve("home/logs/server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came of commands. */
    record Result(int exit, String output) {}

    /** Has a shell run these commands. */
    Result shell(String commands) {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("bash", "-ec", commands)
                .directory(folder.resolve("work").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DAB_") || name.startsWith("NEO4J_"));
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(300, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            return ended ? new Result(process.exitValue(), text) : new Result(-1, "not at an end in time: " + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        shell("dab down");
    }
}
