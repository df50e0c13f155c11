package io.datacapsule.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs command lines inside the test, with an environment of its own, and keeps what they print. */
final class Shell {

    private final Map<String, String> variables = new HashMap<>();
    private final Path folder;
    private boolean terminal;
    private int columns = 80;
    private String input = "";
    private Optional<Path> server = Optional.empty();

    /** @param folder home and working folder of the caller */
    Shell(Path folder) {
        this.folder = folder;
        variables.put("HOME", folder.toString());
    }

    /** Sets an environment variable. */
    Shell with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Talks to {@code fake}. */
    Shell with(FakeServer fake) {
        return with("DAB_URL", fake.url());
    }

    /** Has a person at a terminal of so many columns. */
    Shell atTerminal(int width) {
        terminal = true;
        columns = width;
        return this;
    }

    /** Has text at standard input. */
    Shell typing(String text) {
        input = text;
        return this;
    }

    /** Has the server built in this folder. */
    Shell withServerIn(Path built) {
        server = Optional.of(built);
        return this;
    }

    /** Runs {@code dab} with these arguments. */
    Result dab(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new Dab(surroundings(out, err)).run(arguments);
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What commands see. */
    Surroundings surroundings() {
        return surroundings(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }

    private Surroundings surroundings(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Surroundings(
                Map.copyOf(variables),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                terminal,
                columns,
                folder,
                server,
                "dab");
    }

    /** What came of a command. */
    record Result(int exit, String out, String err) {}
}
