package io.datacapsule.operations;

import java.util.List;
import java.util.Optional;

/**
 * Something that a runbook says can be done or is there.
 *
 * @param section the headings above it, with {@code >} between
 * @param line    where it begins, from 1
 * @param kind    the language of its block, or {@code metric}, {@code endpoint} or {@code variable} for a row of a table
 * @param text    what it says
 * @param notRun  why it is not to be run, if the document says so
 */
record Step(String section, int line, String kind, String text, Optional<String> notRun) {

    /** What it says that commands print. */
    List<String> expected() {
        return text.lines()
                .filter(line -> line.startsWith("# prints: ") || line.startsWith("# Expected: "))
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .toList();
    }

    /** How it is told apart in reports. */
    String name() {
        String first = text.lines()
                .filter(line -> !line.startsWith("#"))
                .findFirst()
                .orElse(text)
                .strip();
        return "line " + line + " (" + section + "): " + (first.length() > 80 ? first.substring(0, 80) + "…" : first);
    }
}
