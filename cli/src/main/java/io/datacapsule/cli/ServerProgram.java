package io.datacapsule.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server as it was built: a folder with {@code lib/*.jar}, and if it likes {@code jvm.args} (arguments of the JVM).
 *
 * @param folder     where it lies
 * @param classPath  its jars, in the same order each time
 */
record ServerProgram(Path folder, String classPath) {

    /** Starts to serve. */
    static final String SERVER = "io.datacapsule.api.Server";

    /** Changes the schema of the relational database. */
    static final String DATABASE = "io.datacapsule.api.DatabaseCommand";

    /** The one that the launcher built. */
    static ServerProgram find(Surroundings surroundings) {
        Path folder = surroundings
                .server()
                .filter(server -> Files.isDirectory(server.resolve("lib")))
                .orElseThrow(() -> new CommandFailure("The server is not here to be started: "
                        + surroundings
                                .server()
                                .map(path -> path + " is not built")
                                .orElse("use the launcher, ./dab")
                        + "."));
        try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
            List<String> names = jars.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .toList();
            return new ServerProgram(folder, String.join(System.getProperty("path.separator"), names));
        } catch (IOException e) {
            throw new CommandFailure("The server in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The source tree in whose {@code api/target/server} it lies. */
    Path sourceTree() {
        return folder.toAbsolutePath().resolve("../../..").normalize();
    }

    /** The command that runs {@code mainClass}, on the Java that runs us. */
    List<String> command(Surroundings surroundings, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path jvmArguments = folder.resolve("jvm.args");
        if (Files.isRegularFile(jvmArguments)) {
            command.add("@" + jvmArguments);
        }
        surroundings
                .variable("DAB_JAVA_OPTIONS")
                .ifPresent(
                        options -> command.addAll(Arrays.asList(options.strip().split("\\s+"))));
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }
}
