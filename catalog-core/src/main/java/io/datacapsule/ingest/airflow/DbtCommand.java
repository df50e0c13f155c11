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
        List<String> select = new ArrayList<>();
        List<String> exclude = new ArrayList<>();
        String verb = "";
        String project = folder;
        boolean read = true;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int assigned = word.startsWith("--") ? word.indexOf('=') : -1;
            String option = assigned < 0 ? word : word.substring(0, assigned);
            if (SELECTING.contains(option)) {
                List<String> values = option.equals("--exclude") ? exclude : select;
                if (assigned >= 0) {
                    addAll(word.substring(assigned + 1), values);
                }
                while (assigned < 0 && i + 1 < words.size() && !words.get(i + 1).startsWith("-")) {
                    i++;
                    addAll(words.get(i), values);
                }
            } else if (option.equals("--selector") || option.equals("--resource-type")) {
                read = false;
            } else if (option.equals("--project-dir")) {
                project = lastPart(
                        assigned >= 0 ? word.substring(assigned + 1) : i + 1 < words.size() ? words.get(i + 1) : "");
            } else if (verb.isEmpty() && VERBS.contains(word)) {
                verb = word;
            }
        }
        return command(verb, words, new Selected(select, exclude, project), read);
    }

    private record Selected(List<String> select, List<String> exclude, String project) {
        DataRef.Dbt of(List<String> types) {
            return new DataRef.Dbt(select, exclude, types, project);
        }
    }

    private static Optional<DbtCommand> command(String verb, List<String> words, Selected selected, boolean read) {
        return switch (verb) {
            case "run" -> Optional.of(new DbtCommand(selected.of(List.of("model")), Use.WRITES, read));
            case "build" -> Optional.of(new DbtCommand(selected.of(BUILT), Use.WRITES, read));
            case "seed", "snapshot" -> Optional.of(new DbtCommand(selected.of(List.of(verb)), Use.WRITES, read));
            case "test" -> Optional.of(new DbtCommand(selected.of(CHECKED), Use.VALIDATES, read));
            case "source" ->
                words.contains("freshness")
                        ? Optional.of(new DbtCommand(selected.of(List.of("source")), Use.VALIDATES, read))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static void addAll(String text, List<String> values) {
        Arrays.stream(text.strip().split("\\s+"))
                .filter(part -> !part.isEmpty())
                .forEach(values::add);
    }

    static String lastPart(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}
