package io.datacapsule.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A server of this machine as a process of the test's on a port of its own, to be killed and started again as it was. */
final class Service implements AutoCloseable {

    private final List<String> command;
    private final int port;
    private final Path log;
    private Process process;

    private Service(List<String> command, int port, Path log) {
        this.command = command;
        this.port = port;
        this.log = log;
        this.process = launch();
    }

    /** Starts a Redis that keeps nothing on disk. */
    static Service redis(Path folder) {
        String program = Programs.required("redis-server", "redis-server").toString();
        int port = Programs.freePort();
        return new Service(
                List.of(program, "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""),
                port,
                folder.resolve("redis.log"));
    }

    /**
     * Starts a PostgreSQL with the database and superuser {@code dab}, which takes any password.
     *
     * @param folder a folder of its own, which is given to the account that it runs as: it does not run as root
     */
    static Service postgres(Path folder) {
        String program = Programs.required("postgres", "postgresql").toString();
        List<String> account = List.of();
        if (System.getProperty("user.name").equals("root")) {
            Programs.run(folder, "chown", "nobody", folder.toString());
            account = List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
        }
        String data = folder.resolve("data").toString();
        run(folder, account, program.replaceFirst("postgres$", "initdb"), "-U", "dab", "-A", "trust", "-D", data);
        int port = Programs.freePort();
        Service service = new Service(
                with(
                        account,
                        program,
                        "-D",
                        data,
                        "-p",
                        Integer.toString(port),
                        "-k",
                        folder.toString(),
                        "-c",
                        "shared_preload_libraries=pg_stat_statements"),
                port,
                folder.resolveSibling("postgres.log"));
        Programs.run(
                folder,
                Programs.required("createdb", "postgresql-client").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                "dab",
                "dab");
        return service;
    }

    /** Starts a Neo4j without a password in a JVM of its own. */
    static Service neo4j(Path folder) {
        int port = Programs.freePort();
        return new Service(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LoneNeo4j.class.getName(),
                        folder.toString(),
                        Integer.toString(port)),
                port,
                folder.resolveSibling("neo4j.log"));
    }

    private static void run(Path folder, List<String> account, String... command) {
        Programs.run(folder, with(account, command).toArray(String[]::new));
    }

    private static List<String> with(List<String> first, String... then) {
        return java.util.stream.Stream.concat(first.stream(), java.util.Arrays.stream(then))
                .toList();
    }

    private Process launch() {
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process = started;
            Programs.until("something listens at " + port + ", see " + log, () -> Programs.listens(port));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    int port() {
        return port;
    }

    /** Kills it and what it started, as a lack of memory would. */
    void kill() {
        List<ProcessHandle> all = java.util.stream.Stream.concat(
                        process.descendants(), java.util.stream.Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join());
    }

    /** Starts it again on what it has on disk. */
    void restart() {
        process = launch();
    }

    @Override
    public void close() {
        kill();
    }
}
