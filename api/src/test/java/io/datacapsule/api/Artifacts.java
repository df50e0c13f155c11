package io.datacapsule.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Artifacts of dbt projects for tests. */
final class Artifacts {

    private static final Path DEMO = Path.of("..", "cli", "src", "main", "resources", "demo");

    private Artifacts() {}

    /** The manifest of the example project. */
    static Path demoManifest() {
        return DEMO.resolve("manifest.json");
    }

    /** All files of the example project as an upload. */
    static Map<String, Object> demo() {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("manifest", DEMO.resolve("manifest.json"));
        parts.put("catalog", DEMO.resolve("catalog.json"));
        parts.put("run_results", DEMO.resolve("run_results.json"));
        parts.put("sources", DEMO.resolve("sources.json"));
        return parts;
    }

    /** A manifest of that project with one model for each name. */
    static Path manifest(Path folder, String project, String... models) {
        StringBuilder nodes = new StringBuilder();
        for (String model : models) {
            nodes.append(nodes.isEmpty() ? "" : ",").append("""
                    "model.%1$s.%2$s": {"unique_id": "model.%1$s.%2$s", "resource_type": "model", "name": "%2$s",
                      "package_name": "%1$s", "schema": "marts", "database": "db", "path": "m.sql",
                      "original_file_path": "models/m.sql", "fqn": ["%1$s", "m"], "config": {"materialized": "view"},
                      "tags": [], "columns": {"id": {"name": "id", "description": ""}}, "depends_on": {"nodes": []}}
                    """.formatted(project, model));
        }
        try {
            return Files.writeString(
                    folder.resolve("manifest-" + project + "-" + models.length + ".json"),
                    """
                    {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json",
                      "project_name": "%s", "adapter_type": "postgres", "generated_at": "2026-01-01T00:00:00Z"},
                     "nodes": {%s}, "sources": {}, "exposures": {}, "macros": {}, "parent_map": {}, "child_map": {}}
                    """.formatted(project, nodes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The real artifacts, where they are. */
    static Optional<Path> shared() {
        String told = System.getenv("DAB_SHARED");
        Path folder = told == null ? Path.of("..", "..", "shared") : Path.of(told);
        return Optional.of(folder.resolve("data/dbt")).filter(Files::isDirectory);
    }
}
