package io.datacapsule.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Has the caller say that they mean it, by an option or at the terminal. */
class Confirmation {

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /** Whether nothing needs to be asked. */
    boolean given() {
        return yes;
    }

    /**
     * Asks, unless that was said already.
     *
     * @param what what is about to happen, as a sentence
     * @throws CommandFailure if the caller does not want it, or cannot be asked
     */
    void require(ApiCommand command, String what) {
        if (yes) {
            return;
        }
        Surroundings surroundings = command.surroundings();
        command.screen().note(what);
        if (!surroundings.errIsTerminal()) {
            throw new CommandFailure("Nothing was done. Say --yes if you mean it; there is nobody here to ask.");
        }
        surroundings.err().print("Go on? Type yes: ");
        surroundings.err().flush();
        if (!answer(surroundings).strip().toLowerCase(Locale.ROOT).equals("yes")) {
            throw new CommandFailure("Nothing was done.");
        }
    }

    private static String answer(Surroundings surroundings) {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new CommandFailure("The answer cannot be read: " + e.getMessage(), e);
        }
    }
}
