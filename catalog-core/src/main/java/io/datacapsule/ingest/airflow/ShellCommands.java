package io.datacapsule.ingest.airflow;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a shell script into its simple commands and those into words, as far as that can be done without running it: quotes and
 * backslashes are undone, variables and substitutions stay as they are written, comments go.
 */
final class ShellCommands {

    private final String text;
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;

    private ShellCommands(String text) {
        this.text = text;
    }

    static List<List<String>> of(String script) {
        ShellCommands shell = new ShellCommands(script);
        shell.read();
        return shell.commands;
    }

    private void read() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\') {
                i = escaped(i);
            } else if (c == '\'' || c == '"') {
                i = quoted(i, c);
            } else if (c == '#' && !inWord) {
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
            } else if (c == '\n' || c == ';' || c == '&' || c == '|' || c == '(' || c == ')') {
                endCommand();
                i++;
            } else if (Character.isWhitespace(c)) {
                endWord();
                i++;
            } else {
                add(c);
                i++;
            }
        }
        endCommand();
    }

    private int escaped(int at) {
        if (at + 1 < text.length()) {
            char next = text.charAt(at + 1);
            if (next != '\n') {
                add(next);
            }
        }
        return at + 2;
    }

    private int quoted(int at, char quote) {
        inWord = true;
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != quote) {
            if (quote == '"' && text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            word.append(text.charAt(i));
            i++;
        }
        return i + 1;
    }

    private void add(char c) {
        inWord = true;
        word.append(c);
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void endCommand() {
        endWord();
        if (!words.isEmpty()) {
            commands.add(words);
            words = new ArrayList<>();
        }
    }
}
