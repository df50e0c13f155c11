package io.datacapsule.operations;

import io.datacapsule.operations.Outcome.Broken;
import io.datacapsule.operations.Outcome.NotRun;
import io.datacapsule.operations.Outcome.Works;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Does the steps of a runbook at a site, one after the other. */
final class Walk {

    private static final Pattern METRIC = Pattern.compile("\\bdab_[a-z_]+[a-z]\\b");
    private static final Pattern PROBE = Pattern.compile("path: (/\\S+)");
    private static final Pattern NEEDS_CONTENT = Pattern.compile("TRUNCATE|dab reset|dab jobs|/ingest/jobs|offset=");
    private static final String WAITS = "psql \"$DATABASE_URL\" -Atc 'select count(*) from reset_requests'";

    private final Site site;
    private final String readme;

    /** Begins a walk at a site that runs; there is something in its catalog then. */
    Walk(Site site, String readme) {
        this.site = site;
        this.readme = readme;
        stock();
    }

    Outcome take(Step step) {
        if (step.notRun().isPresent()) {
            return new NotRun(step.notRun().get());
        }
        return switch (step.kind()) {
            case "bash" -> commands(step);
            case "sql" ->
                shell(
                        step,
                        "psql \"$DATABASE_URL\" -v ON_ERROR_STOP=1 -c \"$(cat <<'SQL'\n" + step.text() + "\nSQL\n)\"");
            case "endpoint" ->
                shell(step, "curl \"$DAB_URL" + step.text().lines().findFirst().orElseThrow() + "\"");
            case "metric", "promql" -> metrics(step.text());
            case "yaml" -> step.text().contains("alert:") ? alerts(step) : probes(step);
            case "variable" ->
                readme.contains("`" + step.text() + "`") ? new Works() : new Broken("the README does not name it");
            case "env" -> settings(step);
            case "json" -> logLine(step);
            default -> new Broken("the walk does not know blocks of " + step.kind());
        };
    }

    private Outcome commands(Step step) {
        if (NEEDS_CONTENT.matcher(step.text()).find()) {
            stock();
        }
        Outcome outcome = shell(step, step.text());
        if (step.text().contains("TRUNCATE")) {
            Programs.until(
                    "the reset is done",
                    () -> site.shell(WAITS).output().strip().equals("0"));
        }
        return outcome;
    }

    private Outcome shell(Step step, String commands) {
        Site.Result result = site.shell(commands);
        if (result.exit() != 0) {
            return new Broken("exit code " + result.exit() + ": " + result.output());
        }
        String printed = dense(result.output());
        Optional<String> missing = step.expected().stream()
                .flatMap(expected -> parts(expected).stream())
                .filter(part -> !printed.contains(part))
                .findFirst();
        return missing.<Outcome>map(part -> new Broken("it does not print " + part + ": " + result.output()))
                .orElseGet(Works::new);
    }

    /** Pieces that must be printed; words for people are none. */
    private static List<String> parts(String expected) {
        String dense = dense(expected);
        if (dense.startsWith("{")) {
            return List.of(
                    dense.substring(1, dense.length() - 1).replace(",...", "").split(",(?=\")"));
        }
        return Character.isUpperCase(dense.charAt(0)) && expected.contains(" ") ? List.of() : List.of(dense);
    }

    private static String dense(String text) {
        return text.replaceAll("\\s", "");
    }

    /** Sees to it that there are capsules and an ingestion that ended. */
    private void stock() {
        String demo = System.getProperty("dab.root") + "/cli/src/main/resources/demo";
        Site.Result result = site.shell("jobs=$(psql \"$DATABASE_URL\" -Atc \"select count(*) from ingestion_jobs\");"
                + " capsules=$(psql \"$DATABASE_URL\" -Atc \"select count(*) from capsules\");"
                + " if [ $jobs = 0 ] || [ $capsules = 0 ]; then"
                + " dab ingest dbt --force --manifest " + demo + "/manifest.json --catalog " + demo
                + "/catalog.json; fi");
        if (result.exit() != 0) {
            throw new AssertionError(result.output());
        }
        Programs.until(
                "the tables for reports are fed",
                () -> !site.shell("psql \"$DATABASE_URL\" -Atc 'select count(*) from capsules'")
                        .output()
                        .strip()
                        .equals("0"));
    }

    private Outcome metrics(String text) {
        String told = site.shell("curl \"$DAB_URL/metrics\"").output();
        TreeSet<String> missing = new TreeSet<>();
        METRIC.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(name -> !Pattern.compile("(?m)^(# TYPE )?" + name + "\\b")
                        .matcher(told)
                        .find())
                .forEach(missing::add);
        return missing.isEmpty() ? new Works() : new Broken("/metrics lacks " + missing);
    }

    private Outcome alerts(Step step) {
        if (Programs.find("promtool").isEmpty()) {
            return new NotRun("promtool is not installed (Debian: apt-get install prometheus)");
        }
        Outcome checked =
                shell(step, "cat > rules.yml <<'RULES'\n" + step.text() + "\nRULES\npromtool check rules rules.yml");
        return checked instanceof Works ? metrics(step.text().replaceAll("dab-\\w+", "")) : checked;
    }

    private Outcome probes(Step step) {
        List<String> paths = PROBE.matcher(step.text())
                .results()
                .map(found -> found.group(1))
                .toList();
        if (paths.isEmpty()) {
            return new NotRun("it configures a container");
        }
        return shell(
                step,
                "curl "
                        + String.join(
                                " ",
                                paths.stream().map(path -> "$DAB_URL" + path).toList()));
    }

    private Outcome settings(Step step) {
        Optional<String> unset = step.text()
                .lines()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .filter(name -> site.get(name).isEmpty())
                .findFirst();
        return unset.<Outcome>map(name -> new Broken("the server was not started with " + name))
                .orElseGet(Works::new);
    }

    private Outcome logLine(Step step) {
        List<String> names = Pattern.compile("\"(\\w+)\":")
                .matcher(step.text())
                .results()
                .map(found -> found.group(0))
                .toList();
        return site.log().stream().anyMatch(line -> names.stream().allMatch(line::contains))
                ? new Works()
                : new Broken("no line of the log has all of " + names);
    }

    /** The text of the README. */
    static String readme() {
        try {
            return Files.readString(Path.of(System.getProperty("dab.root"), "README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
