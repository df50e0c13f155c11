package io.datacapsule.ingest.airflow;

import io.datacapsule.ingest.airflow.Mention.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A dbt command as it is typed.
 *
 * @param data what it selects
 * @param use  what it does with that
 * @param read whether the selection could be read; not so where it stands elsewhere, such as in a named selector
 */
record DbtCommand(DataRef.Dbt data, Use use, boolean read) {

    private static final List<String> BUILT = List.of("model", "seed", "snapshot");
    private static final List<String> CHECKED = List.of("model", "seed", "snapshot", "source");

    /** What dbt can be told to do, so that no later word is taken for it. */
    private static final Set<String> VERBS = Set.of(
            "run",
            "build",
            "seed",
            "snapshot",
            "test",
            "source",
            "run-operation",
            "compile",
            "deps",
            "docs",
            "debug",
            "clean",
            "clone",
            "init",
            "list",
            "ls",
            "parse",
            "retry",
            "show");

    /** Options that take the words up to the next option. */
    private static final Set<String> SELECTING = Set.of("-s", "-m", "--select", "--models", "--model", "--exclude");

    /** The dbt commands in a script, in order; those that neither build nor check data are left out. */
    static List<DbtCommand> in(String script) {
        List<DbtCommand> found = new ArrayList<>();
        String folder = "";
        for (List<String> words : ShellCommands.of(script)) {
            if (words.size() > 1 && words.getFirst().equals("cd")) {
                folder = lastPart(words.get(1));
            }
            for (int i = 0; i < words.size(); i++) {
                if (lastPart(words.get(i)).equals("dbt")) {
                    of(words.subList(i + 1, words.size()), folder).ifPresent(found::add);
                    break;
                }
            }
        }
        return found;
    }

    /** What the words after {@code dbt} mean. */
    static Optional<DbtCommand> of(List<String> words, String folder) {
        Selected selected = new Selected(folder);
        String verb = "";
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-")) {
                i = selected.option(words, i);
            } else if (verb.isEmpty() && VERBS.contains(word)) {
                verb = word;
            }
        }
        return command(verb, words, selected);
    }

    /** What the options say of the selection. */
    private static final class Selected {

        private final List<String> select = new ArrayList<>();
        private final List<String> exclude = new ArrayList<>();
        private String project;
        private boolean read = true;

        Selected(String folder) {
            this.project = folder;
        }

        /** Reads the option at that place and answers the place of its last word. */
        int option(List<String> words, int at) {
            String word = words.get(at);
            int assigned = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = assigned < 0 ? word : word.substring(0, assigned);
            int end = at;
            if (assigned < 0 && SELECTING.contains(name)) {
                while (end + 1 < words.size() && !words.get(end + 1).startsWith("-")) {
                    end++;
                }
            } else if (assigned < 0 && name.equals("--project-dir") && at + 1 < words.size()) {
                end++;
            }
            List<String> values = assigned < 0 ? words.subList(at + 1, end + 1) : List.of(word.substring(assigned + 1));
            take(name, values);
            return end;
        }

        private void take(String name, List<String> values) {
            if (SELECTING.contains(name)) {
                List<String> selectors = name.equals("--exclude") ? exclude : select;
                values.forEach(value -> Arrays.stream(value.strip().split("\\s+"))
                        .filter(part -> !part.isEmpty())
                        .forEach(selectors::add));
            } else if (name.equals("--project-dir")) {
                project = values.isEmpty() ? "" : lastPart(values.getFirst());
            } else if (name.equals("--selector") || name.equals("--resource-type")) {
                read = false;
            }
        }

        DbtCommand of(List<String> types, Use use) {
            return new DbtCommand(new DataRef.Dbt(select, exclude, types, project), use, read);
        }
    }

    private static Optional<DbtCommand> command(String verb, List<String> words, Selected selected) {
        return switch (verb) {
            case "run" -> Optional.of(selected.of(List.of("model"), Use.WRITES));
            case "build" -> Optional.of(selected.of(BUILT, Use.WRITES));
            case "seed", "snapshot" -> Optional.of(selected.of(List.of(verb), Use.WRITES));
            case "test" -> Optional.of(selected.of(CHECKED, Use.VALIDATES));
            case "source" ->
                words.contains("freshness")
                        ? Optional.of(selected.of(List.of("source"), Use.VALIDATES))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    static String lastPart(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}
