package io.datacapsule.jdbc.embedded;

import io.datacapsule.graph.DiskFull;
import io.datacapsule.model.InternalFailureException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;

/** Turns what went wrong on the way to a running server into a sentence that a person can act on. */
final class StartFailure {

    private static final String ALTERNATIVE = " Or set DATABASE_URL to a PostgreSQL of yours.";

    private StartFailure() {}

    /** A failure of this program's own file access. */
    static InternalFailureException of(String what, IOException cause) {
        String reason =
                cause instanceof AccessDeniedException ? "permission denied" : String.valueOf(cause.getMessage());
        return new InternalFailureException(codeOf(reason), what + ": " + reason + "." + adviceOn(reason), cause);
    }

    /** A failure of one of the server's programs, from what it printed. */
    static InternalFailureException of(String what, String output, Layout layout) {
        return new InternalFailureException(
                codeOf(output),
                what + ": " + lastWords(output) + adviceOn(output) + " The whole log is " + layout.log() + ".");
    }

    private static String codeOf(String text) {
        if (DiskFull.said(text)) {
            return DiskFull.CODE;
        }
        if (denied(text)) {
            return "home_not_writable";
        }
        return "embedded_database_failed";
    }

    private static String adviceOn(String text) {
        return switch (codeOf(text)) {
            case DiskFull.CODE -> " The disk is full: free some space and start again.";
            case "home_not_writable" ->
                " Give the data folder (DAB_HOME) to the account that runs this program, or choose another."
                        + ALTERNATIVE;
            default -> "";
        };
    }

    private static boolean denied(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("permission denied") || lower.contains("read-only file system");
    }

    private static String lastWords(String output) {
        String[] lines = output.strip().split("\n");
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            boolean telling = lines[i].contains("FATAL") || lines[i].contains("PANIC") || lines[i].contains("error:");
            if (telling || i >= lines.length - 2) {
                words.append(lines[i].strip()).append(words.length() > 2_000 ? "" : " ");
            }
            if (words.length() > 2_000) {
                break;
            }
        }
        return words.isEmpty() ? "it printed nothing." : words.toString().strip();
    }
}
