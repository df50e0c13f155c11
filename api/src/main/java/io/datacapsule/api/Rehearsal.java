package io.datacapsule.api;

import io.datacapsule.api.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * Plays the life of a small server through, twice on one home that goes away with it, so that the JVM can record in its AOT
 * cache what a start and the first requests load. Nothing else is touched; it fails if anything is not answered as it should
 * be, and then there is no cache.
 */
final class Rehearsal {

    private static final String BOUNDARY = "dab-rehearsal";
    private static final String MANIFEST = """
            {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "project_name": "shop",
              "adapter_type": "postgres", "generated_at": "2026-01-01T00:00:00Z", "dbt_version": "1.10.0"},
             "nodes": {
              "model.shop.stg_orders": {"unique_id": "model.shop.stg_orders", "resource_type": "model", "name": "stg_orders",
               "package_name": "shop", "schema": "staging", "database": "db", "raw_code": "select 1", "tags": ["raw"],
               "original_file_path": "models/stg_orders.sql", "config": {"materialized": "view"},
               "columns": {"id": {"name": "id", "description": "Key", "data_type": "integer"},
                "email": {"name": "email", "data_type": "text"}}, "depends_on": {"nodes": []}},
              "model.shop.orders": {"unique_id": "model.shop.orders", "resource_type": "model", "name": "orders",
               "package_name": "shop", "schema": "marts", "database": "db", "raw_code": "select 2",
               "description": "Every order", "original_file_path": "models/orders.sql", "config": {"materialized": "table"},
               "columns": {"id": {"name": "id", "data_type": "integer"}},
               "depends_on": {"nodes": ["model.shop.stg_orders"]}}},
             "sources": {}, "exposures": {}, "metrics": {}, "groups": {}}
            """;
    private static final String ORDERS = "/capsules/urn:dcs:dbt:model:shop.marts:orders";
    private static final List<String> QUESTIONS = List.of(
            "/health",
            "/health/live",
            "/health/ready",
            "/capsules",
            "/capsules/stats",
            ORDERS,
            ORDERS + "/columns",
            ORDERS + "/lineage?direction=both&depth=5",
            "/columns",
            "/search?q=ordrs",
            "/graph/export?format=mermaid",
            "/ingest/jobs",
            "/openapi.json");

    private final String root;
    private final String key;

    private Rehearsal(String root, String key) {
        this.root = root;
        this.key = key;
    }

    /** Plays it. */
    public static void main(String[] arguments) throws IOException {
        Path home = Files.createTempDirectory("dab-rehearsal-");
        try {
            play(home, true);
            play(home, false);
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private static void play(Path home, boolean first) throws IOException {
        Map<String, String> variables = Map.of("DAB_HOME", home.toString(), "DAB_PORT", "0");
        try (Server server = Server.start(Settings.of(variables, home, home))) {
            server.awaitReady();
            String key = Files.readString(home.resolve("api-key")).strip();
            Rehearsal rehearsal = new Rehearsal(server.url() + "/api/v1", key);
            if (first) {
                rehearsal.upload();
            }
            for (String question : QUESTIONS) {
                rehearsal.ask(question);
            }
        }
    }

    private void upload() throws IOException {
        HttpURLConnection call = call("/ingest/dbt/upload?wait=true");
        call.setRequestProperty("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        call.setDoOutput(true);
        String body = "--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"manifest\"; filename=\"manifest.json\"\r\n"
                + "Content-Type: application/json\r\n\r\n" + MANIFEST + "\r\n--" + BOUNDARY + "--\r\n";
        try (OutputStream out = call.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        String job = answer(call);
        if (!job.contains("\"completed\"")) {
            throw new IllegalStateException("the rehearsal's project was not ingested: " + job);
        }
    }

    private void ask(String question) throws IOException {
        answer(call(question));
    }

    private HttpURLConnection call(String path) throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) URI.create(root + path).toURL().openConnection();
        call.setRequestProperty("X-API-Key", key);
        return call;
    }

    private static String answer(HttpURLConnection call) throws IOException {
        if (call.getResponseCode() >= 300) {
            throw new IllegalStateException(call.getURL() + " was answered with " + call.getResponseCode());
        }
        try (InputStream in = call.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
