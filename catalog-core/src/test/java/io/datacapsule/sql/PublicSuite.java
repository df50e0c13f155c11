package io.datacapsule.sql;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cases of a public project: SQL, and the pairs of base column and output column that its authors expect. */
enum PublicSuite {
    DATAHUB("datahub.json") {
        @Override
        void read(JsonNode root, List<Case> cases) {
            for (JsonNode test : root.path("cases")) {
                List<TableSchema> schemas = new ArrayList<>();
                test.path("schemas")
                        .properties()
                        .forEach(table ->
                                schemas.add(new TableSchema(named(dataset(table.getKey())), names(table.getValue()))));
                Set<String> expected = new LinkedHashSet<>();
                for (JsonNode column : test.path("expected").path("column_lineage")) {
                    for (JsonNode upstream : column.path("upstreams")) {
                        expected.add(pair(
                                dataset(upstream.path("table").asString()) + "."
                                        + upstream.path("column").asString(),
                                column.path("downstream").path("column").asString()));
                    }
                }
                cases.add(new Case(
                        test.path("test").asString(),
                        new Query(
                                test.path("sql").asString(),
                                Dialect.of(test.path("dialect").asString()),
                                text(test.path("default_db")),
                                text(test.path("default_schema")),
                                TableSchemas.of(schemas)),
                        expected));
            }
        }

        @Override
        boolean counts(Origin origin) {
            return super.counts(origin) && origin.confidence() == Confidence.RESOLVED;
        }

        /** It does not tell stars. */
        @Override
        boolean counts(OutputColumn column, ColumnLineage lineage) {
            return !column.name().equals(Origin.ALL);
        }

        /** It names fields below a column. */
        @Override
        String column(Origin origin, Case test) {
            return origin.path().isEmpty() || test.query().dialect() != Dialect.BIGQUERY
                    ? origin.column()
                    : origin.column() + "." + origin.path();
        }
    },
    SQLLINEAGE("sqllineage.json") {
        @Override
        void read(JsonNode root, List<Case> cases) {
            for (JsonNode test : root.path("cases")) {
                Set<String> expected = new LinkedHashSet<>();
                for (JsonNode edge : test.path("expected")) {
                    if (!edge.path(0).path(0).isNull()) {
                        expected.add(pair(
                                edge.path(0).path(0).asString() + "."
                                        + edge.path(0).path(1).asString(),
                                edge.path(1).path(1).asString()));
                    }
                }
                List<TableSchema> schemas = new ArrayList<>();
                root.path("schemas")
                        .path(test.path("schema").asString())
                        .properties()
                        .forEach(table ->
                                schemas.add(new TableSchema(named(table.getKey()), strings(table.getValue()))));
                boolean lateral = !test.path("env").isEmpty();
                Dialect dialect = lateral
                        ? Dialect.REDSHIFT
                        : Dialect.of(test.path("dialect").asString());
                cases.add(new Case(
                        test.path("test").asString(),
                        Query.of(test.path("sql").asString(), dialect, TableSchemas.of(schemas)),
                        expected));
            }
        }

        @Override
        boolean counts(Origin origin) {
            return origin.confidence() == Confidence.RESOLVED;
        }

        /** A script's lineage goes from what it does not write to what it does not read again. */
        @Override
        boolean counts(OutputColumn column, ColumnLineage lineage) {
            return lineage.columns().getLast().target() == null
                    || lineage.columns().stream()
                            .noneMatch(other -> other != column && readsLater(lineage, column, other));
        }
    },
    SQLGLOT("sqlglot.json") {
        @Override
        void read(JsonNode root, List<Case> cases) {
            for (JsonNode test : root.path("cases")) {
                if (!test.path("error").isNull()) {
                    continue;
                }
                Set<String> expected = new LinkedHashSet<>();
                List<String> outputs = new ArrayList<>();
                JsonNode leaves = test.path("leaves");
                if (leaves.isObject()) {
                    leaves.properties().forEach(output -> {
                        outputs.add(output.getKey());
                        output.getValue().forEach(leaf -> leaf(leaf, output.getKey(), expected));
                    });
                } else {
                    outputs.add(test.path("column").asString());
                    leaves.forEach(leaf -> leaf(leaf, test.path("column").asString(), expected));
                }
                List<TableSchema> schemas = new ArrayList<>();
                tables(test.path("schema"), "", schemas);
                StringBuilder sql = new StringBuilder();
                test.path("sources")
                        .properties()
                        .forEach(source -> sql.append("CREATE TABLE ")
                                .append(source.getKey())
                                .append(" AS ")
                                .append(source.getValue().asString())
                                .append(";\n"));
                sql.append(test.path("sql").asString());
                Dialect dialect = Dialect.of(
                        test.path("dialect").isNull()
                                ? ""
                                : test.path("dialect").asString());
                cases.add(new Case(
                        test.path("test").asString() + " " + outputs,
                        Query.of(sql.toString(), dialect, TableSchemas.of(schemas)),
                        expected));
            }
        }

        private void leaf(JsonNode leaf, String output, Set<String> expected) {
            if (leaf.path(2).asString().equals("Table")) {
                String table = leaf.path(0).asString().replaceAll("\\s.*", "").replace("\"", "");
                String column = leaf.path(1).asString();
                expected.add(pair(table + "." + column.substring(column.lastIndexOf('.') + 1), output));
            }
        }

        private void tables(JsonNode node, String prefix, List<TableSchema> schemas) {
            node.properties().forEach(entry -> {
                JsonNode first = entry.getValue().isEmpty()
                        ? entry.getValue()
                        : entry.getValue().iterator().next();
                if (first.isObject()) {
                    tables(entry.getValue(), prefix + entry.getKey() + ".", schemas);
                } else {
                    schemas.add(new TableSchema(named(prefix + entry.getKey()), names(entry.getValue())));
                }
            });
        }

        @Override
        boolean counts(Origin origin) {
            return super.counts(origin) && origin.confidence() == Confidence.RESOLVED;
        }

        /** It asks for single columns, of the last statement. */
        @Override
        boolean counts(OutputColumn column, ColumnLineage lineage) {
            return column.target() == lineage.columns().getLast().target();
        }

        /** Below a star over a table that is not known it tells the star. */
        @Override
        String column(Origin origin, Case test) {
            boolean star = test.expected().stream().anyMatch(pair -> pair.startsWith(fold(origin.table() + ".* ")));
            return star ? Origin.ALL : origin.column();
        }
    },
    OPENLINEAGE("openlineage-sql.json") {
        @Override
        void read(JsonNode root, List<Case> cases) {
            for (JsonNode test : root.path("cases")) {
                Set<String> expected = new LinkedHashSet<>();
                for (JsonNode column : test.path("expected")) {
                    for (JsonNode upstream : column.path("upstreams")) {
                        expected.add(pair(
                                upstream.path(0).asString() + "."
                                        + upstream.path(1).asString(),
                                column.path("column").path(1).asString()));
                    }
                }
                cases.add(new Case(
                        test.path("test").asString(),
                        Query.of(
                                test.path("sql").asString(),
                                Dialect.of(test.path("dialect").asString()),
                                TableSchemas.none()),
                        expected));
            }
        }
    };

    /** A case; for sqlglot only the columns that are asked for count. */
    record Case(String name, Query query, Set<String> expected) {}

    private final String file;

    PublicSuite(String file) {
        this.file = file;
    }

    abstract void read(JsonNode root, List<Case> cases);

    List<Case> cases(Path folder) {
        List<Case> cases = new ArrayList<>();
        read(JsonMapper.shared().readTree(folder.resolve(file)), cases);
        return cases;
    }

    boolean counts(Origin origin) {
        return !origin.column().equals(Origin.ALL) || this == SQLLINEAGE;
    }

    boolean counts(OutputColumn column, ColumnLineage lineage) {
        return true;
    }

    String column(Origin origin, Case test) {
        return origin.column();
    }

    /** The pairs that an answer gives for a case. */
    Set<String> pairs(ColumnLineage lineage, Case test) {
        Set<String> pairs = new LinkedHashSet<>();
        for (OutputColumn column : lineage.columns()) {
            if (counts(column, lineage) && asked(column, test)) {
                for (Origin origin : column.origins()) {
                    if (counts(origin)) {
                        pairs.add(pair(origin.table() + "." + column(origin, test), column.name()));
                    }
                }
            }
        }
        return pairs;
    }

    private boolean asked(OutputColumn column, Case test) {
        if (this != SQLGLOT) {
            return true;
        }
        String outputs =
                test.name().substring(test.name().indexOf('[') + 1, test.name().length() - 1);
        return List.of(outputs.replace("\"", "").split(", ")).stream().anyMatch(column.name()::equalsIgnoreCase);
    }

    private static boolean readsLater(ColumnLineage lineage, OutputColumn written, OutputColumn later) {
        TableName target = written.target();
        return target != null
                && later.target() != null
                && !target.equals(later.target())
                && lineage.columns().indexOf(later) > lineage.columns().indexOf(written)
                && (lineage.tables().contains(target)
                        || later.target().equals(lineage.columns().getLast().target()))
                && later.origins().stream()
                        .anyMatch(origin -> written.origins().stream()
                                .anyMatch(first -> first.table().equals(origin.table())
                                        && first.column().equals(origin.column())));
    }

    static String pair(String origin, String output) {
        return fold(origin + " -> " + output);
    }

    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    private static String dataset(String urn) {
        String inside = urn.substring(urn.indexOf(',') + 1, urn.lastIndexOf(','));
        return inside;
    }

    private static TableName named(String dotted) {
        String[] parts = dotted.split("\\.");
        int size = parts.length;
        return new TableName(size > 2 ? parts[size - 3] : null, size > 1 ? parts[size - 2] : null, parts[size - 1]);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.properties().stream().map(Map.Entry::getKey).forEach(names::add);
        return names;
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(node -> strings.add(node.asString()));
        return strings;
    }

    private static String text(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? null : node.asString();
    }

    static int common(Collection<String> one, Collection<String> other) {
        return (int) one.stream().filter(other::contains).count();
    }
}
