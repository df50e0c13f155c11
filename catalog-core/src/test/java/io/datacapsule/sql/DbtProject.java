package io.datacapsule.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The compiled models of a dbt project in the order of their dependencies, with what is known of their columns. */
final class DbtProject {

    /** A model with compiled SQL. */
    record Model(String id, TableName name, String sql) {}

    private final String adapter;
    private final Dialect dialect;
    private final Instant compiled;
    private final Map<String, JsonNode> nodes = new LinkedHashMap<>();
    private final JsonNode catalog;
    private final List<TableSchema> known = new ArrayList<>();
    private final List<Model> models = new ArrayList<>();

    DbtProject(Path folder) {
        JsonNode manifest = JsonMapper.shared().readTree(folder.resolve("manifest.json"));
        Path catalogFile = folder.resolve("catalog.json");
        catalog = JsonMapper.shared().readTree(Files.exists(catalogFile) ? read(catalogFile) : "{}");
        adapter = manifest.path("metadata").path("adapter_type").asString("");
        dialect = Dialect.of(adapter);
        compiled = told(manifest);
        manifest.path("sources").properties().forEach(source -> nodes.put(source.getKey(), source.getValue()));
        manifest.path("nodes").properties().forEach(node -> nodes.put(node.getKey(), node.getValue()));
        Set<String> seen = new HashSet<>();
        nodes.keySet().forEach(id -> visit(id, seen));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void visit(String id, Set<String> seen) {
        JsonNode node = nodes.get(id);
        if (node == null || !seen.add(id)) {
            return;
        }
        node.path("depends_on").path("nodes").forEach(parent -> visit(parent.asString(), seen));
        TableName name = new TableName(
                node.path("database").asString(null),
                node.path("schema").asString(null),
                node.path("identifier")
                        .asString(node.path("alias").asString(node.path("name").asString())));
        List<String> columns = catalogColumns(id);
        if (columns.isEmpty()) {
            columns = new ArrayList<>();
            for (Map.Entry<String, JsonNode> column : node.path("columns").properties()) {
                columns.add(column.getKey());
            }
        }
        String sql =
                node.path("compiled_code").asString(node.path("compiled_sql").asString(""));
        boolean model = id.startsWith("model.")
                && !sql.isBlank()
                && !node.path("language").asString("sql").equals("python");
        if (!catalogColumns(id).isEmpty() || !model && !columns.isEmpty()) {
            known.add(new TableSchema(name, columns));
        }
        if (model) {
            models.add(new Model(id, name, sql));
        }
    }

    List<String> catalogColumns(String id) {
        List<String> columns = new ArrayList<>();
        JsonNode entry = catalog.path("nodes").path(id);
        JsonNode found = entry.isMissingNode() ? catalog.path("sources").path(id) : entry;
        found.path("columns").properties().forEach(column -> columns.add(column.getKey()));
        return columns;
    }

    /** The adapter that dbt ran with. */
    String adapter() {
        return adapter;
    }

    /** Whether the catalog was written more than a day before the SQL was compiled, so that it may be one of other SQL. */
    boolean catalogIsOlder() {
        return told(catalog).plus(Duration.ofDays(1)).isBefore(compiled);
    }

    private static Instant told(JsonNode artifact) {
        String at = artifact.path("metadata").path("generated_at").asString("");
        return at.isEmpty() ? Instant.MAX.minus(Duration.ofDays(2)) : Instant.parse(at);
    }

    /** The URN that the generator of projects gives the table of a node, by its name in lower case. */
    Map<String, String> urns() {
        Map<String, String> urns = new HashMap<>();
        nodes.forEach((id, node) -> {
            String name = node.path("name").asString();
            String table =
                    node.path("database").asString() + "." + node.path("schema").asString() + "." + name;
            String project = node.path("package_name").asString();
            String urn = id.startsWith("source.")
                    ? "urn:dcs:dbt:source:" + project + "."
                            + node.path("source_name").asString()
                    : "urn:dcs:dbt:model:" + project + "." + node.path("schema").asString();
            urns.put(table.toLowerCase(Locale.ROOT), urn + ":" + name);
        });
        return urns;
    }

    List<Model> models() {
        return models;
    }

    /** Derives every model in order; those without a catalog are known to later ones by what was derived. */
    Map<String, ColumnLineage> derive(SqlLineage engine) {
        TableSchemas given = TableSchemas.of(known);
        Map<String, TableSchema> derived = new HashMap<>();
        TableSchemas schemas = table -> {
            TableSchema own = derived.get(table.toString().toLowerCase(Locale.ROOT));
            return own == null ? given.find(table) : Optional.of(own);
        };
        Map<String, ColumnLineage> all = new LinkedHashMap<>();
        for (Model model : models) {
            TableName name = model.name();
            ColumnLineage lineage =
                    engine.derive(new Query(model.sql(), dialect, name.database(), name.schema(), schemas));
            all.put(model.id(), lineage);
            List<String> columns =
                    lineage.columns().stream().map(OutputColumn::name).toList();
            if (catalogColumns(model.id()).isEmpty() && !columns.contains(Origin.ALL) && !columns.isEmpty()) {
                derived.put(name.toString().toLowerCase(Locale.ROOT), new TableSchema(name, columns));
            }
        }
        return all;
    }
}
