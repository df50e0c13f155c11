package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The alerts and the dashboard that come with the server. */
@ExtendWith(RunningServer.class)
class AlertsIT {

    private static final Path DOCKER = Path.of("..", "docker").toAbsolutePath().normalize();
    private static final Path RULES = DOCKER.resolve("prometheus/dab-alerts.yml");
    private static final Path DASHBOARD = DOCKER.resolve("grafana/data-capsule-server.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:dab|jvm|process)_[a-z_]+");

    @Test
    void rulesAreWellFormedAndFireWhenTheyShould() throws Exception {
        promtool("check", "rules", "dab-alerts.yml");
        promtool("test", "rules", "dab-alerts.test.yml");
    }

    @Test
    void everyRuleIsTested() throws IOException {
        Set<String> rules = found(Pattern.compile("- alert: (\\w+)"), Files.readString(RULES));

        assertThat(rules).hasSizeGreaterThan(5);
        assertThat(found(
                        Pattern.compile("alertname: (\\w+)"),
                        Files.readString(DOCKER.resolve("prometheus/dab-alerts.test.yml"))))
                .isEqualTo(rules);
    }

    @Test
    void everyMetricTheyNameIsThere(Api api) throws IOException {
        api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo());
        api.get("/capsules/urn:dcs:dbt:model:northwind_coffee.marts:fct_orders/lineage");
        Set<String> told = scraped(api);
        Set<String> named = found(METRIC, Files.readString(RULES));
        named.addAll(found(METRIC, String.join("\n", questions())));

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(told).containsAll(named);
    }

    /** Names of all series. */
    private static Set<String> scraped(Api api) {
        Api top = new Api(api.root().replace("/api/v1", ""), "");
        return found(
                Pattern.compile("^[a-z_]+", Pattern.MULTILINE),
                top.get("/metrics").text());
    }

    private static List<String> questions() {
        JsonNode dashboard = JsonMapper.shared().readTree(DASHBOARD.toFile());
        return dashboard.findValues("expr").stream().map(JsonNode::asString).toList();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(result.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void promtool(String... arguments) throws InterruptedException {
        try {
            ProcessBuilder program = new ProcessBuilder("promtool").redirectErrorStream(true);
            program.command().addAll(List.of(arguments));
            Process process =
                    program.directory(DOCKER.resolve("prometheus").toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        } catch (IOException e) {
            Assumptions.abort("promtool is not there (Debian: apt-get install prometheus): " + e.getMessage());
            throw new UncheckedIOException(e);
        }
    }
}
