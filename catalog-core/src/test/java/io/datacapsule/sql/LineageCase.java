package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A statement and its lineage as text.
 *
 * <pre>
 * # a title
 * -- dialect snowflake
 * -- tables t(a, b); s.u(c)
 * select a as x from t where b > 0
 * =>
 * x <- t.a IDENTITY
 * rows <- t.b FILTER
 * </pre>
 *
 * A line holds an output column with its origins, a path into a value after a colon. What decides over the rows is compared only
 * in cases that tell it, what could not be told ({@code ? column REASON}) in all.
 *
 * @param title says what the case shows
 * @param query the statement with the tables that it may know
 * @param expected the lines after the arrow
 */
record LineageCase(String title, Query query, List<String> expected) {

    static List<LineageCase> parse(String text) {
        return Arrays.stream(text.split("(?m)^# "))
                .filter(part -> !part.isBlank())
                .map(LineageCase::one)
                .toList();
    }

    private static LineageCase one(String part) {
        int arrow = part.indexOf("\n=>");
        List<String> sql = new ArrayList<>();
        Dialect dialect = Dialect.ANSI;
        List<TableSchema> tables = new ArrayList<>();
        List<String> head = part.substring(0, arrow).lines().toList();
        for (String line : head.subList(1, head.size())) {
            if (line.startsWith("-- dialect ")) {
                dialect = Dialect.of(line.substring(11));
            } else if (line.startsWith("-- tables ")) {
                Arrays.stream(line.substring(10).split(";"))
                        .map(LineageCase::table)
                        .forEach(tables::add);
            } else {
                sql.add(line);
            }
        }
        List<String> expected = part.substring(arrow + 3)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return new LineageCase(
                head.getFirst(), Query.of(String.join("\n", sql), dialect, TableSchemas.of(tables)), expected);
    }

    private static TableSchema table(String text) {
        String[] name = text.substring(0, text.indexOf('(')).strip().split("\\.");
        String columns = text.substring(text.indexOf('(') + 1, text.lastIndexOf(')'));
        return new TableSchema(
                new TableName(
                        name.length > 2 ? name[name.length - 3] : null,
                        name.length > 1 ? name[name.length - 2] : null,
                        name[name.length - 1]),
                Arrays.stream(columns.split(",")).map(String::strip).toList());
    }

    /** What the engine answers, as the expectation is written. */
    List<String> told(SqlLineage engine) {
        ColumnLineage lineage = engine.derive(query);
        List<String> lines = new ArrayList<>();
        for (OutputColumn column : lineage.columns()) {
            String target = column.target() == null ? "" : column.target() + ".";
            lines.add((target + column.name() + " <- " + told(column.origins())).strip());
        }
        if (expected.stream().anyMatch(line -> line.startsWith("rows <-"))) {
            lines.add("rows <- " + told(lineage.indirect()));
        }
        lineage.unresolved().forEach(unresolved -> lines.add("? " + unresolved.column() + " " + unresolved.reason()));
        return lines.stream().map(line -> line.replaceAll("\\s+", " ")).toList();
    }

    private static String told(List<Origin> origins) {
        return origins.stream().map(LineageCase::told).sorted().collect(Collectors.joining(", "));
    }

    private static String told(Origin origin) {
        return origin.table() + "." + origin.column()
                + (origin.path().isEmpty() ? "" : ":" + origin.path())
                + " " + origin.transformation()
                + (origin.masking() ? " masked" : "")
                + (origin.confidence() == Confidence.RESOLVED ? "" : " ambiguous");
    }
}
