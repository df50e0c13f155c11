package io.datacapsule.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Plays frequent commands through against a server that gives fixed answers, so that the JVM can record in its AOT cache what
 * they load. The launcher runs it once after each build; it prints nothing and changes nothing.
 */
final class Rehearsal {

    private static final Map<String, String> ANSWERS = Map.of(
            "/api/v1/health",
            "{\"status\":\"healthy\",\"version\":\"1\"}",
            "/api/v1/search",
            "{\"items\":[{\"name\":\"orders\",\"urn\":\"urn:dcs:dbt:model:shop.marts:orders\"}],\"total\":1}",
            "/api/v1/ingest/jobs",
            """
            {"items":[{"id":"1","source_type":"dbt","source_name":"shop","status":"completed",
             "created_at":"2026-01-01T00:00:00Z","started_at":"2026-01-01T00:00:00Z",
             "finished_at":"2026-01-01T00:00:01Z","counts":{"capsules_created":1}}],"total":1,"limit":1,"offset":0}""",
            "/api/v1/ingest/dbt/upload",
            """
            {"id":"1","source_type":"dbt","source_name":"shop","status":"completed",
             "started_at":"2026-01-01T00:00:00Z","finished_at":"2026-01-01T00:00:01Z",
             "counts":{"capsules_created":1},"left_out":{"disabled":1},"warnings":[{"code":"c","message":"m"}]}""",
            "/api/v1/capsules",
            """
            {"items":[{"name":"orders","column_count":3,"has_pii":true,"tags":["a"]}],"total":1,
             "root":"a","nodes":[{"urn":"a","name":"a"},{"urn":"b","name":"b"}],
             "edges":[{"from":"a","to":"b","type":"FLOWS_TO"}],"complete":true}""",
            "/api/v1/graph/query",
            "{\"columns\":[\"n\"],\"rows\":[[1],[2]],\"complete\":true}",
            "/api/v1/graph/export",
            "flowchart LR");

    private Rehearsal() {}

    /** Plays all of it. */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ANSWERS.forEach((path, answer) -> server.createContext(path, exchange -> {
            try (InputStream in = exchange.getRequestBody();
                    OutputStream out = exchange.getResponseBody()) {
                in.transferTo(OutputStream.nullOutputStream());
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                out.write(bytes);
            }
        }));
        server.start();
        Path folder = Files.createTempDirectory("dab-rehearsal");
        try {
            Path manifest = Files.writeString(folder.resolve("manifest.json"), "{}");
            play(folder, "http://127.0.0.1:" + server.getAddress().getPort(), manifest.toString());
        } finally {
            server.stop(0);
            Files.delete(folder.resolve("manifest.json"));
            Files.delete(folder);
        }
    }

    private static void play(Path folder, String url, String manifest) {
        String[][] commands = {
            {"--help"},
            {"ingest", "dbt", "--help"},
            {"health"},
            {"search", "orders"},
            {"jobs", "list"},
            {"jobs", "list", "--output", "json"},
            {"ingest", "dbt", "--manifest", manifest},
            {"capsules", "list"},
            {"capsules", "get", "a"},
            {"lineage", "a"},
            {"graph", "query", "q"},
            {"graph", "export"},
            {"no-such-command"},
            {"completion", "bash"},
            {"status"},
            {"version"}
        };
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        for (boolean terminal : new boolean[] {false, true}) {
            Surroundings surroundings = new Surroundings(
                    Map.of("DAB_URL", url, "DAB_HOME", folder.toString()),
                    InputStream.nullInputStream(),
                    nowhere,
                    nowhere,
                    terminal,
                    terminal,
                    80,
                    folder,
                    Optional.empty(),
                    "dab");
            for (String[] command : commands) {
                new Dab(surroundings).run(command);
            }
        }
    }
}
