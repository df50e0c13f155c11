package io.datacapsule.api.airflow;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** An Airflow with the answers of version 2 or 3, which can be told to misbehave. For tests and measurements. */
public final class MockAirflow implements AutoCloseable {

    /** The most that is given at once, whatever is asked for. */
    public static final int PAGE = 100;

    /** What is answered instead of the usual. */
    @FunctionalInterface
    public interface Behaviour {

        /** Answers the request. */
        void answer(HttpExchange exchange) throws IOException;
    }

    /** A task with the fields that its latest instance rendered, as JSON. */
    public record Task(String id, String operator, List<String> downstream, String rendered) {}

    /** A DAG. */
    public record Dag(String id, boolean paused, boolean active, List<Task> tasks) {}

    private record Rule(Pattern path, AtomicInteger left, Behaviour behaviour) {}

    private final HttpServer server;
    private final String prefix;
    private final String api;
    private final Map<String, Dag> dags = new LinkedHashMap<>();
    private final List<String> assets = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Headers> headers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger atATime = new AtomicInteger();
    private final AtomicInteger mostAtATime = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;

    /** An Airflow with that API, {@code v1} or {@code v2}, below that prefix of its paths. */
    public MockAirflow(String api, String prefix) {
        this.api = api;
        this.prefix = prefix;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Serves until it is killed: so many DAGs with so many tasks each, answered after so many milliseconds. Prints its address. */
    public static void main(String[] arguments) {
        MockAirflow airflow = new MockAirflow("v2", "").after(Duration.ofMillis(Long.parseLong(arguments[2])));
        for (int dag = 0; dag < Integer.parseInt(arguments[0]); dag++) {
            String[] tasks = new String[Integer.parseInt(arguments[1])];
            Arrays.setAll(tasks, task -> "task_" + task);
            airflow.with("dag_" + dag, tasks);
        }
        System.out.println(airflow.url());
    }

    /** Where it answers. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + prefix;
    }

    /** Adds a DAG. */
    public MockAirflow with(Dag dag) {
        dags.put(dag.id(), dag);
        return this;
    }

    /** Adds an active DAG with such tasks, each before the next. */
    public MockAirflow with(String dag, String... tasks) {
        List<Task> chain = new ArrayList<>();
        for (int i = 0; i < tasks.length; i++) {
            chain.add(
                    new Task(tasks[i], "BashOperator", i + 1 < tasks.length ? List.of(tasks[i + 1]) : List.of(), "{}"));
        }
        return with(new Dag(dag, false, true, chain));
    }

    /** Takes a DAG away. */
    public MockAirflow without(String dag) {
        dags.remove(dag);
        return this;
    }

    /** Adds a dataset or asset, as its JSON. */
    public MockAirflow withAsset(String json) {
        assets.add(json);
        return this;
    }

    /** Waits that long before each answer. */
    public MockAirflow after(Duration pause) {
        delay = pause;
        return this;
    }

    /** Does that instead, the next so many times that the path with its query is asked for; first come, first served. */
    public MockAirflow instead(String path, int times, Behaviour behaviour) {
        rules.add(new Rule(Pattern.compile(path), new AtomicInteger(times), behaviour));
        return this;
    }

    /** What was asked for: method, path and query as sent. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** The headers of all requests. */
    public List<Headers> headers() {
        return List.copyOf(headers);
    }

    /** How many requests were under way at most. */
    public int mostAtATime() {
        return mostAtATime.get();
    }

    /** An answer with that status and body. */
    public static Behaviour json(int status, String body, String... header) {
        return exchange -> {
            for (int i = 0; i + 1 < header.length; i += 2) {
                exchange.getResponseHeaders().add(header[i], header[i + 1]);
            }
            exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** An answer that ends before the length that it was said to have. */
    public static Behaviour cut() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"dags\": [".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    /** An answer that is packed. */
    public static Behaviour gzip(byte[] body) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (GZIPOutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                out.write(body);
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        mostAtATime.accumulateAndGet(atATime.incrementAndGet(), Math::max);
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            asked.add(exchange.getRequestMethod() + " " + path);
            headers.add(exchange.getRequestHeaders());
            Thread.sleep(delay);
            exchange.getRequestBody().readAllBytes();
            atATime.decrementAndGet(); // who got the answer may ask again before this ends
            for (Rule rule : rules) {
                if (rule.path.matcher(path).find() && rule.left.getAndDecrement() > 0) {
                    rule.behaviour.answer(exchange);
                    return;
                }
            }
            usual(exchange).answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Behaviour usual(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        String start = prefix + "/api/" + api + "/";
        if (!path.startsWith(start)) {
            return json(404, "{\"title\": \"Not Found\", \"status\": 404}");
        }
        List<String> parts = Stream.of(path.substring(start.length()).split("/"))
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        Dag dag = parts.size() > 1 ? dags.get(parts.get(1)) : null;
        return switch (parts.getFirst() + "/" + parts.size()) {
            case "version/1" -> json(200, "{\"version\": \"" + (api.equals("v1") ? "2.10.4" : "3.1.0") + "\"}");
            case "dags/1" -> json(200, dags(query));
            case "datasets/1", "assets/1" -> json(200, page(parts.getFirst(), assets, query));
            default -> dag == null ? json(404, "{\"detail\": \"DAG not found\"}") : json(200, part(dag, parts, query));
        };
    }

    private String dags(Map<String, String> query) {
        boolean active = !"false".equals(query.getOrDefault("only_active", query.get("exclude_stale")));
        return page(
                "dags",
                dags.values().stream()
                        .filter(dag -> dag.active() || !active)
                        .map(this::json)
                        .toList(),
                query);
    }

    private String json(Dag dag) {
        return """
            {"dag_id": "%s", "is_paused": %s, %s, "owners": ["ana"], "tags": [{"name": "etl"}], "fileloc": "/d.py",
             "description": "About it", %s, "timetable_description": "Every day", "next_dagrun_create_after":
             "2026-02-01T00:00:00+00:00"}\
            """.formatted(
                        dag.id(),
                        dag.paused(),
                        api.equals("v1") ? "\"is_active\": " + dag.active() : "\"is_stale\": " + !dag.active(),
                        api.equals("v1")
                                ? "\"schedule_interval\": {\"__type\": \"CronExpression\", \"value\": \"0 1 * * *\"}"
                                : "\"timetable_summary\": \"0 1 * * *\"");
    }

    private String part(Dag dag, List<String> parts, Map<String, String> query) {
        return switch (parts.getLast()) {
            case "tasks" ->
                page("tasks", dag.tasks().stream().map(MockAirflow::json).toList(), Map.of("limit", "1000000"));
            case "details" -> "{\"dag_id\": \"" + dag.id() + "\", \"doc_md\": \"Read **this**\"}";
            case "dagRuns" -> page("dag_runs", List.of(run(dag)), query);
            case "taskInstances" ->
                page(
                        "task_instances",
                        dag.tasks().stream().map(MockAirflow::instance).toList(),
                        query);
            default -> "{}";
        };
    }

    private static String run(Dag dag) {
        return """
            {"dag_run_id": "scheduled__2026-01-01T00:00:00+00:00", "dag_id": "%s", "state": "success",
             "start_date": "2026-01-02T00:00:00+00:00", "end_date": "2026-01-02T00:05:00+00:00",
             "logical_date": "2026-01-01T00:00:00+00:00"}\
            """.formatted(dag.id());
    }

    private static String json(Task task) {
        return """
            {"task_id": "%s", "class_ref": {"class_name": "%s", "module_path": "airflow.operators.x"}, "owner": "ana",
             "retries": 2.0, "trigger_rule": "all_success", "is_mapped": false, "downstream_task_ids": [%s]}\
            """.formatted(
                        task.id(),
                        task.operator(),
                        task.downstream().stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",")));
    }

    private static String instance(Task task) {
        return "{\"task_id\": \"%s\", \"map_index\": -1, \"rendered_fields\": %s}"
                .formatted(task.id(), task.rendered());
    }

    private static String page(String field, List<String> all, Map<String, String> query) {
        int offset = Integer.parseInt(query.getOrDefault("offset", "0"));
        int limit = Integer.parseInt(query.getOrDefault("limit", "50"));
        List<String> some = all.stream()
                .skip(offset)
                .limit(limit > 1_000 ? limit : Math.min(limit, PAGE))
                .toList();
        return "{\"%s\": [%s], \"total_entries\": %d}".formatted(field, String.join(",", some), all.size());
    }

    private static Map<String, String> query(String raw) {
        return raw == null
                ? Map.of()
                : Arrays.stream(raw.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                                (a, b) -> b));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
