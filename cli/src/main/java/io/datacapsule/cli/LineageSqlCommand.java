package io.datacapsule.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code dab lineage sql}: the column lineage of SQL at hand. */
@Command(
        name = "sql",
        description = {
            "Show which columns the columns of a statement come from.",
            "Nothing is stored or run. Tables are those of the catalog, or those of a schema file:",
            "{\"shop.main.orders\": {\"id\": \"bigint\", \"amount\": \"numeric\"}}"
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab lineage sql --dialect duckdb --file query.sql",
            "  echo \"select id from shop.main.orders\" | dab lineage sql --dialect postgres",
            "  dab lineage sql --dialect bigquery --file query.sql --schema-file tables.json --output json"
        })
final class LineageSqlCommand extends ApiCommand {

    @Option(
            names = "--dialect",
            required = true,
            paramLabel = "DIALECT",
            description =
                    "As dbt names its adapters: snowflake, bigquery, postgres, duckdb ...; ansi for none of them.")
    private String dialect = "";

    @Option(names = "--file", paramLabel = "FILE", description = "The SQL. Default: standard input")
    private @Nullable Path file;

    @Option(
            names = "--schema-file",
            paramLabel = "FILE",
            description = "What tables there are, as JSON: tables by name, with their columns and types.")
    private @Nullable Path schemaFile;

    @Option(names = "--database", paramLabel = "NAME", description = "Completes names of tables without database.")
    private @Nullable String database;

    @Option(names = "--schema", paramLabel = "NAME", description = "Completes names of tables without schema.")
    private @Nullable String schema;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        ObjectNode request =
                JsonMapper.shared().createObjectNode().put("sql", sql()).put("dialect", dialect);
        if (database != null) {
            request.put("default_database", database);
        }
        if (schema != null) {
            request.put("default_schema", schema);
        }
        if (schemaFile != null) {
            request.set("schema", tables(schemaFile));
        }
        JsonNode answer = api().post("/lineage/sql", request);
        if (output.json(this)) {
            screen().json(answer);
        } else {
            print(answer);
        }
        return answer.path("columns").isEmpty() && !answer.path("complete").asBoolean(true)
                ? ExitCode.FAILURE
                : ExitCode.OK;
    }

    private String sql() throws IOException {
        return file == null ? new String(surroundings().in().readAllBytes(), StandardCharsets.UTF_8) : read(file);
    }

    private String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new ParameterException(
                    spec().commandLine(), "'" + path + "' cannot be read as UTF-8: " + e.getMessage(), e);
        }
    }

    private JsonNode tables(Path path) {
        try {
            JsonNode tables = JsonMapper.shared().readTree(read(path));
            if (tables.isObject() && tables.valueStream().allMatch(JsonNode::isObject)) {
                return tables;
            }
        } catch (JacksonException e) {
            throw new ParameterException(
                    spec().commandLine(), "'" + path + "' is no JSON: " + e.getOriginalMessage(), e);
        }
        throw new ParameterException(
                spec().commandLine(),
                "'" + path + "' must hold an object of tables, each an object of columns with their types");
    }

    private void print(JsonNode answer) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode column : answer.path("columns")) {
            String name = Json.text(column, "name");
            if (column.path("origins").isEmpty()) {
                rows.add(List.of(name, "", "", ""));
            }
            for (JsonNode origin : column.path("origins")) {
                rows.add(List.of(
                        name,
                        Json.text(origin, "table") + "." + Json.text(origin, "column"),
                        Json.text(origin, "transformation").toLowerCase(Locale.ROOT),
                        Json.text(origin, "confidence")));
                name = "";
            }
        }
        screen().table(List.of("COLUMN", "COMES FROM", "HOW", "CONFIDENCE"), rows);
        for (JsonNode gap : answer.path("unresolved")) {
            long line = gap.path("line").asLong(0);
            String place = line > 0
                    ? " at line " + line + ", column " + gap.path("position").asLong(0)
                    : "";
            String column = Json.text(gap, "column");
            screen().note("Not told" + (column.isEmpty() ? "" : " for " + column) + " (" + Json.text(gap, "reason")
                    + place + "): " + Json.text(gap, "detail"));
        }
    }
}
