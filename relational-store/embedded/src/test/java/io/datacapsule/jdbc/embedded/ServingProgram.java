package io.datacapsule.jdbc.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program of its own that starts a server, writes a row and waits, to be killed by a test. */
final class ServingProgram {

    private ServingProgram() {}

    /**
     * Starts the server and waits for ever.
     *
     * @param arguments the data folder
     */
    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]));
        Sql.run(server, "create table written (word text); insert into written values ('before')");
        System.out.println("serving " + server.pid() + " as " + System.getProperty("user.name"));
        Thread.currentThread().join();
    }

    /** A program that runs, with the word it said and the number of its PostgreSQL. */
    record Running(Process process, long postgres, String user) {}

    /** Starts this program and waits until it serves. */
    static Running start(List<String> prefix, Path classPathRoot, Path home) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-cp",
                classPath(classPathRoot),
                ServingProgram.class.getName(),
                home.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("serving")) {
                return new Running(process, Long.parseLong(words[1]), words[3]);
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("The program ended: " + said);
    }

    /** What this program needs of our own class path, as paths below another root if there is one. */
    static List<Path> classPathEntries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !entry.toString().contains("darwin")
                        && !entry.toString().contains("lucene"))
                .toList();
    }

    private static String classPath(Path root) {
        return classPathEntries().stream()
                .map(entry -> root.resolve(entry.toString().substring(1)).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
