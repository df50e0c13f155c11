package io.datacapsule.api.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes the artifacts of a project of any size, deterministic for its arguments, as dbt would. */
final class GeneratedProject {

    private static final JsonMapper JSON = new JsonMapper();

    private GeneratedProject() {}

    /**
     * Writes {@code manifest.json} and {@code catalog.json}.
     *
     * @param name    the project
     * @param models  how many
     * @param columns of each
     * @param variant another variant describes models otherwise, has other edges, and lacks one model in ten
     */
    static Path write(Path folder, String name, int models, int columns, int variant) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        manifest(folder.resolve("manifest.json"), name, models, columns, variant);
        catalog(folder.resolve("catalog.json"), name, models, columns, variant);
        return folder;
    }

    private static boolean has(int model, int variant) {
        return variant == 0 || model % 10 != variant % 10;
    }

    private static void manifest(Path file, String project, int models, int columns, int variant) {
        try (JsonGenerator json = JSON.createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("metadata");
            json.writeStringProperty("dbt_schema_version", "https://schemas.getdbt.com/dbt/manifest/v12.json");
            json.writeStringProperty("project_name", project);
            json.writeStringProperty("generated_at", "2026-01-01T00:00:0" + variant + "Z");
            json.writeEndObject();
            json.writeObjectPropertyStart("nodes");
            for (int i = 0; i < models; i++) {
                if (has(i, variant)) {
                    model(json, project, i, columns, variant);
                }
            }
            json.writeEndObject();
            json.writeObjectPropertyStart("sources");
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static String id(String project, int model) {
        return "model." + project + ".m" + model;
    }

    private static void model(JsonGenerator json, String project, int i, int columns, int variant) {
        json.writeObjectPropertyStart(id(project, i));
        json.writeStringProperty("resource_type", "model");
        json.writeStringProperty("unique_id", id(project, i));
        json.writeStringProperty("name", "m" + i);
        json.writeStringProperty("package_name", project);
        json.writeStringProperty("database", "db");
        json.writeStringProperty("schema", "main");
        json.writeStringProperty("original_file_path", "models/area" + i % 7 + "/m" + i + ".sql");
        json.writeStringProperty("description", "model " + i + " of variant " + (i % 3 == 0 ? variant : 0));
        json.writeStringProperty("compiled_code", "select " + i + " as c0 -- " + variant);
        json.writeArrayPropertyStart("tags");
        json.writeString("t" + (i + variant) % 5);
        json.writeEndArray();
        json.writeObjectPropertyStart("config");
        json.writeStringProperty("materialized", "table");
        json.writeEndObject();
        json.writeObjectPropertyStart("columns");
        json.writeObjectPropertyStart("c0");
        json.writeStringProperty("name", "c0");
        json.writeStringProperty("description", "the first of " + columns);
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectPropertyStart("depends_on");
        json.writeArrayPropertyStart("nodes");
        for (int back : new int[] {1 + variant, 7, 31}) {
            if (i - back >= 0 && has(i - back, variant)) {
                json.writeString(id(project, i - back));
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void catalog(Path file, String project, int models, int columns, int variant) {
        try (JsonGenerator json = JSON.createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("metadata");
            json.writeStringProperty("dbt_schema_version", "https://schemas.getdbt.com/dbt/catalog/v1.json");
            json.writeStringProperty("generated_at", "2026-01-01T00:00:0" + variant + "Z");
            json.writeEndObject();
            json.writeObjectPropertyStart("nodes");
            for (int i = 0; i < models; i++) {
                if (has(i, variant)) {
                    table(json, project, i, columns, variant);
                }
            }
            json.writeEndObject();
            json.writeObjectPropertyStart("sources");
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static void table(JsonGenerator json, String project, int i, int columns, int variant) {
        json.writeObjectPropertyStart(id(project, i));
        json.writeStringProperty("unique_id", id(project, i));
        json.writeObjectPropertyStart("metadata");
        json.writeStringProperty("type", "BASE TABLE");
        json.writeStringProperty("schema", "main");
        json.writeStringProperty("name", "m" + i);
        json.writeEndObject();
        json.writeObjectPropertyStart("columns");
        for (int c = 0; c < columns; c++) {
            json.writeObjectPropertyStart("c" + c);
            json.writeStringProperty("name", "c" + c);
            json.writeStringProperty("type", (i + c + variant) % 11 == 0 ? "TEXT" : "NUMBER");
            json.writeNumberProperty("index", c + 1);
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectPropertyStart("stats");
        json.writeEndObject();
        json.writeEndObject();
    }
}
