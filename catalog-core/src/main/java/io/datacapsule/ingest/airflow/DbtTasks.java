package io.datacapsule.ingest.airflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the dbt nodes that tasks run: operators of Cosmos and others named {@code Dbt…}, by their rendered selection or else by
 * the id that Cosmos gives their task ({@code orders.run}, {@code orders_run}); jobs of dbt Cloud by their steps; and
 * {@code dbt} commands of other operators.
 */
final class DbtTasks {

    private static final Pattern OPERATOR =
            Pattern.compile("Dbt(Run|Build|Seed|Snapshot|Test|Source)(?!Operation|Job)[A-Za-z]*");
    private static final List<String> SCRIPTS = List.of("bash_command", "command");
    private static final List<String> WORDS = List.of("cmds", "arguments", "args");

    private DbtTasks() {}

    /** What the task runs, in order; nothing where it runs no dbt. */
    static List<DbtCommand> of(AirflowTask task) {
        String operator = task.operator() == null ? "" : task.operator();
        RenderedFields fields = RenderedFields.of(task);
        Matcher named = OPERATOR.matcher(operator);
        if (named.matches()) {
            return operator(named.group(1).toLowerCase(Locale.ROOT), task.id(), fields).stream()
                    .toList();
        }
        List<DbtCommand> commands = new ArrayList<>();
        SCRIPTS.forEach(script -> fields.list(script).forEach(text -> commands.addAll(DbtCommand.in(text))));
        fields.list("steps_override").forEach(step -> commands.addAll(DbtCommand.in(step)));
        commands.addAll(container(fields));
        return commands;
    }

    /** A command that is given word by word, or as the script of a shell among the words. */
    private static List<DbtCommand> container(RenderedFields fields) {
        List<String> words =
                WORDS.stream().flatMap(name -> fields.list(name).stream()).toList();
        int dbt = words.indexOf("dbt");
        if (dbt >= 0) {
            return DbtCommand.of(words.subList(dbt + 1, words.size()), "").stream()
                    .toList();
        }
        return words.stream()
                .filter(word -> word.contains("dbt "))
                .flatMap(script -> DbtCommand.in(script).stream())
                .toList();
    }

    private static Optional<DbtCommand> operator(String verb, String id, RenderedFields fields) {
        List<String> select = Stream.of("select", "models")
                .flatMap(name -> words(fields, name))
                .distinct()
                .toList();
        List<String> exclude = words(fields, "exclude").toList();
        List<String> words = new ArrayList<>(List.of(verb));
        if (verb.equals("source")) {
            words.add("freshness");
        }
        if (select.isEmpty()) {
            String node = node(id, verb);
            if (!node.isEmpty()) {
                select = List.of(node);
            } else if (!fields.has("select") && !fields.has("models")) {
                return Optional.empty();
            }
        }
        return DbtCommand.of(options(words, select, exclude, fields), folder(fields));
    }

    private static List<String> options(
            List<String> words, List<String> select, List<String> exclude, RenderedFields fields) {
        select.forEach(selector -> words.addAll(List.of("--select", selector)));
        exclude.forEach(selector -> words.addAll(List.of("--exclude", selector)));
        if (!fields.text("selector").isEmpty()) {
            words.addAll(List.of("--selector", fields.text("selector")));
        }
        return words;
    }

    private static Stream<String> words(RenderedFields fields, String name) {
        return fields.list(name).stream()
                .flatMap(item -> Stream.of(item.strip().split("\\s+")))
                .filter(word -> !word.isEmpty());
    }

    private static String folder(RenderedFields fields) {
        String folder = fields.text("project_dir").isEmpty() ? fields.text("dir") : fields.text("project_dir");
        return DbtCommand.lastPart(folder);
    }

    /** The node in a task id that Cosmos made; empty if it made none of it. */
    private static String node(String id, String verb) {
        String[] parts = id.split("\\.");
        String last = parts[parts.length - 1];
        if (parts.length > 1 && last.equals(verb)) {
            return parts[parts.length - 2];
        }
        String ending = "_" + verb;
        return last.endsWith(ending) ? last.substring(0, last.length() - ending.length()) : "";
    }
}
