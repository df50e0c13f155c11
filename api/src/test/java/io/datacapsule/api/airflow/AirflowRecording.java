package io.datacapsule.api.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One answer of an instance.
 *
 * @param name   of its file
 * @param path   that was asked for
 * @param status of HTTP
 * @param body   what came
 */
record AirflowRecording(String name, String path, int status, JsonNode body) {

    private static final Path OURS = Path.of("src/test/resources/airflow");

    /** All answers of that kind: ours, at least so many, and others that lie beside the repository. */
    static Stream<AirflowRecording> all(String kind, int atLeast) {
        List<AirflowRecording> ours = in(OURS, kind);
        assertThat(ours).hasSizeGreaterThanOrEqualTo(atLeast);
        List<AirflowRecording> all = new ArrayList<>(ours);
        Path theirs = AirflowDocumentsIT.documents().resolve("responses-from-official-tests");
        if (Files.isDirectory(theirs)) {
            all.addAll(in(theirs, kind));
        }
        return all.stream();
    }

    private static List<AirflowRecording> in(Path folder, String kind) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.comparing(Path::toString))
                    .map(AirflowRecording::read)
                    .filter(recording -> recording.kind().equals(kind))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AirflowRecording read(Path file) {
        JsonNode node = JsonMapper.shared().readTree(file);
        return new AirflowRecording(
                file.getFileName().toString(),
                node.path("request").path("path").asString(),
                node.path("status").asInt(),
                node.path("response"));
    }

    /** What it is about; empty if nobody asks an instance for such things. */
    private String kind() {
        return Stream.of(
                        List.of("refusals", "/api/v1/datasets(/[^/]+)?"),
                        List.of("dags", "/api/v[12]/dags(/[^/]+)?"),
                        List.of("details", "/api/v[12]/dags/[^/]+/details"),
                        List.of("tasks", "/api/v[12]/dags/[^/]+/tasks(/[^/]+)?"),
                        List.of("assets", "/api/v1/datasets|/api/v2/assets(/[0-9]+)?"),
                        List.of("runs", "/api/v[12]/dags/~/dagRuns"))
                .filter(kind -> path.matches(kind.get(1)) && kind.getFirst().equals("refusals") == status >= 400)
                .map(List::getFirst)
                .findFirst()
                .orElse("");
    }

    List<JsonNode> dags() {
        return entries("dags", "dag_id");
    }

    List<JsonNode> tasks() {
        return entries("tasks", "task_id");
    }

    List<JsonNode> assets() {
        return entries(api().equals("v1") ? "datasets" : "assets", "uri");
    }

    /** The latest of the runs of a DAG first. */
    List<JsonNode> runs(String dag) {
        return body.path("dag_runs")
                .valueStream()
                .filter(run -> run.path("dag_id").asString().equals(dag))
                .sorted(Comparator.comparing((JsonNode run) -> run.path("run_after")
                                .asString(run.path("execution_date").asString("")))
                        .reversed())
                .toList();
    }

    /** The entries of the list, or the one that it is. */
    private List<JsonNode> entries(String list, String name) {
        return body.has(name) ? List.of(body) : body.path(list).valueStream().toList();
    }

    private String api() {
        return path.split("/")[2];
    }

    /** An instance that gives this answer and those without which nobody would ask for it, to be closed by the caller. */
    MockAirflow played() {
        MockAirflow airflow = new MockAirflow(api(), "");
        String api = "/api/" + api();
        switch (kind()) {
            case "refusals" -> always(airflow, api + "/datasets\\?", body.toString(), status);
            case "assets" -> {
                String list = api().equals("v1") ? "datasets" : "assets";
                always(airflow, api + "/" + list + "\\?", page(list, assets()), 200);
            }
            case "dags" -> always(airflow, api + "/dags\\?", page("dags", dags()), 200);
            case "runs" -> {
                List<String> ids = body.path("dag_runs")
                        .valueStream()
                        .map(run -> run.path("dag_id").asString())
                        .distinct()
                        .toList();
                always(airflow, api + "/dags\\?", page("dags", named(ids)), 200);
                for (String id : ids) {
                    String asked = api + "/dags/" + Pattern.quote(id) + "/dagRuns\\?";
                    List<JsonNode> good = runs(id).stream()
                            .filter(run -> run.path("state").asString().equals("success"))
                            .limit(1)
                            .toList();
                    always(airflow, asked + ".*state=success", page("dag_runs", good), 200);
                    always(airflow, asked, page("dag_runs", runs(id).subList(0, 1)), 200);
                }
            }
            default -> {
                String dag = path.split("/")[4];
                always(airflow, api + "/dags\\?", page("dags", named(List.of(dag))), 200);
                String answer = kind().equals("tasks") ? page("tasks", tasks()) : body.toString();
                always(airflow, api + "/dags/" + Pattern.quote(dag) + "/" + kind(), answer, 200);
            }
        }
        return airflow;
    }

    private static void always(MockAirflow airflow, String path, String body, int status) {
        airflow.instead(path, Integer.MAX_VALUE, MockAirflow.json(status, body));
    }

    private static List<JsonNode> named(List<String> dags) {
        return dags.stream()
                .<JsonNode>map(dag -> JsonMapper.shared().createObjectNode().put("dag_id", dag))
                .toList();
    }

    private static String page(String list, List<JsonNode> entries) {
        return entries.stream()
                .map(JsonNode::toString)
                .collect(Collectors.joining(
                        ",", "{\"" + list + "\": [", "], \"total_entries\": " + entries.size() + "}"));
    }

    /** For reports of tests. */
    @Override
    public String toString() {
        return name;
    }
}
