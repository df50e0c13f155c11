package io.datacapsule.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command sees of the world around its process.
 *
 * @param variables     environment variables
 * @param in            standard input
 * @param out           standard output, UTF-8
 * @param err           standard error, UTF-8
 * @param outIsTerminal whether a person reads standard output directly
 * @param errIsTerminal whether a person reads standard error directly
 * @param columns       width of the terminal
 * @param workingFolder what relative paths are relative to
 * @param server        the folder of the built server, if the launcher knows one
 * @param command       how the caller spelled our name
 */
record Surroundings(
        Map<String, String> variables,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        int columns,
        Path workingFolder,
        Optional<Path> server,
        String command) {

    private static final int NARROWEST = 40;
    private static final int USUAL = 80;

    /** Those of this process. The launcher says what is a terminal: asking the JVM costs more than a whole command. */
    static Surroundings ofProcess() {
        String terminal = System.getProperty("dab.terminal", "");
        return new Surroundings(
                System.getenv(),
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                terminal.contains("out"),
                terminal.contains("err"),
                columns(System.getProperty("dab.columns", "")),
                Path.of("").toAbsolutePath(),
                Optional.ofNullable(System.getProperty("dab.server")).map(Path::of),
                System.getProperty("dab.command", "dab"));
    }

    /** The variable's value; empty if it is unset or blank. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** Whether colours and bold print are welcome on standard output (see no-color.org). */
    boolean ansi() {
        return outIsTerminal && variable("NO_COLOR").isEmpty() && !"dumb".equals(variables.get("TERM"));
    }

    /** Whether the lines on standard error can be drawn over. */
    boolean animated() {
        return errIsTerminal && !"dumb".equals(variables.get("TERM"));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static int columns(String text) {
        try {
            int told = Integer.parseInt(text);
            return told == 0 ? USUAL : Math.max(NARROWEST, told); // a terminal that does not know its size says 0
        } catch (NumberFormatException e) {
            return USUAL;
        }
    }
}
