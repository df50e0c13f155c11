package io.datacapsule.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server as it was built: a folder with {@code lib/*.jar}, and if it likes {@code jvm.args} (arguments of the JVM).
 *
 * @param folder where it lies
 * @param jars   its class path, in the same order each time
 */
record ServerProgram(Path folder, List<Path> jars) {

    /** The file with the arguments of the JVM. */
    static final String OPTIONS = "jvm.args";

    /** Starts to serve. */
    static final String SERVER = "io.datacapsule.api.Server";

    /** Plays a short life of the server through. */
    static final String REHEARSAL = "io.datacapsule.api.Rehearsal";

    /** Changes the schema of the relational database. */
    static final String DATABASE = "io.datacapsule.api.DatabaseCommand";

    /** Checks an archive. */
    static final String BACKUP_CHECK = "io.datacapsule.api.BackupCheck";

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
        try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
            return new ServerProgram(
                    folder,
                    files.filter(file -> file.toString().endsWith(".jar"))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw new CommandFailure("The server in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The source tree in whose {@code api/target/server} it lies. */
    Path sourceTree() {
        return folder.toAbsolutePath().resolve("../../..").normalize();
    }

    /** The command that runs {@code mainClass} on the Java that runs us, {@code options} before those of the operator. */
    List<String> command(Surroundings surroundings, List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path jvmArguments = folder.resolve(OPTIONS);
        if (Files.isRegularFile(jvmArguments)) {
            command.add("@" + jvmArguments);
        }
        command.addAll(options);
        surroundings
                .variable("DAB_JAVA_OPTIONS")
                .ifPresent(own -> command.addAll(Arrays.asList(own.strip().split("\\s+"))));
        String classPath = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }
}
