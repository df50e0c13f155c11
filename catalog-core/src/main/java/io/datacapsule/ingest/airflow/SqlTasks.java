package io.datacapsule.ingest.airflow;

import io.datacapsule.ingest.airflow.Mention.Use;
import io.datacapsule.sql.ColumnLineage;
import io.datacapsule.sql.Dialect;
import io.datacapsule.sql.Query;
import io.datacapsule.sql.TableName;
import io.datacapsule.sql.TableSchemas;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the tables that the SQL in the rendered fields of a task reads and writes. The SQL itself is not kept. */
final class SqlTasks {

    /**
     * What was found.
     *
     * @param reads  tables that are read and not written
     * @param writes tables that are written
     * @param unread whether some of the SQL could not be read
     */
    record Tables(List<TableName> reads, List<TableName> writes, boolean unread) {}

    private static final Logger LOG = System.getLogger(SqlTasks.class.getName());

    private static final List<String> FIELDS =
            List.of("sql", "query", "queries", "statement", "statements", "sql_query", "select_query");

    private static final int LONGEST = 1_000_000;

    private final Function<Query, ColumnLineage> engine;

    SqlTasks(Function<Query, ColumnLineage> engine) {
        this.engine = engine;
    }

    /** Whether a task of that operator only checks what it reads. */
    static Use use(AirflowTask task) {
        String operator = task.operator() == null ? "" : task.operator();
        return operator.contains("Check") ? Use.VALIDATES : Use.READS;
    }

    Tables of(AirflowTask task) {
        RenderedFields fields = RenderedFields.of(task);
        Reading reading = new Reading(dialect(task, fields));
        for (String field : FIELDS) {
            List<String> statements = fields.list(field);
            if (!statements.isEmpty()) {
                reading.read(String.join(";\n", statements), null, null);
            }
        }
        bigQuery(fields, reading);
        reading.add(reading.writes, fields.text("destination_project_dataset_table"));
        fields.list("source_project_dataset_tables").forEach(table -> reading.add(reading.reads, table));
        reading.add(reading.reads, fields.text("source_project_dataset_table"));
        if (use(task) == Use.VALIDATES) {
            reading.add(reading.reads, fields.text("table"));
        }
        reading.reads.removeAll(reading.writes);
        return new Tables(List.copyOf(reading.reads), List.copyOf(reading.writes), reading.unread);
    }

    /** The job of a BigQuery operator. */
    private static void bigQuery(RenderedFields fields, Reading reading) {
        JsonNode job = fields.json("configuration");
        if (job == null) {
            reading.unread |= !fields.text("configuration").isEmpty();
            return;
        }
        JsonNode query = job.path("query");
        JsonNode dataset = query.path("defaultDataset");
        String sql = text(query, "query");
        if (sql != null) {
            reading.read(sql, text(dataset, "projectId"), text(dataset, "datasetId"));
        }
        for (String kind : List.of("query", "load", "copy")) {
            reading.add(reading.writes, table(job.path(kind).path("destinationTable")));
        }
        for (JsonNode from : List.of(
                job.path("copy").path("sourceTable"), job.path("extract").path("sourceTable"))) {
            reading.add(reading.reads, table(from));
        }
        job.path("copy").path("sourceTables").forEach(from -> reading.add(reading.reads, table(from)));
    }

    private static String table(JsonNode table) {
        String name = text(table, "tableId");
        String dataset = text(table, "datasetId");
        String project = text(table, "projectId");
        return name == null || dataset == null
                ? ""
                : (project == null ? "" : project + ".") + dataset + "." + name.replaceFirst("\\$.*", "");
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() && !value.asString().isBlank() ? value.asString() : null;
    }

    /** The dialect that the operator, its module or its connection is called after. */
    private static Dialect dialect(AirflowTask task, RenderedFields fields) {
        String told = String.join(
                " ",
                String.valueOf(task.module()),
                String.valueOf(task.operator()).replaceAll("([a-z])([A-Z])", "$1 $2"),
                String.valueOf(task.operator()).replaceAll("(InsertJob)?Operator$", ""),
                fields.text("conn_id"),
                fields.text("database_type"));
        for (String word : told.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
            Dialect dialect = Dialect.of(word);
            if (dialect != Dialect.ANSI) {
                return dialect;
            }
        }
        return told.contains("google") || told.contains("gcp") ? Dialect.BIGQUERY : Dialect.ANSI;
    }

    private final class Reading {

        private final Dialect dialect;
        private final Set<TableName> reads = new LinkedHashSet<>();
        private final Set<TableName> writes = new LinkedHashSet<>();
        private boolean unread;

        Reading(Dialect dialect) {
            this.dialect = dialect;
        }

        void read(String sql, @Nullable String database, @Nullable String schema) {
            if (sql.length() > LONGEST) {
                unread = true;
                return;
            }
            ColumnLineage lineage;
            try {
                lineage = engine.apply(new Query(sql, dialect, database, schema, TableSchemas.none()));
            } catch (IllegalStateException e) {
                LOG.log(Level.ERROR, "the SQL of an Airflow task could not be read", e);
                unread = true;
                return;
            }
            reads.addAll(lineage.tables());
            writes.addAll(lineage.changed());
            lineage.columns().forEach(column -> {
                TableName target = column.target();
                if (target != null) {
                    writes.add(target);
                }
            });
            unread |= lineage.unresolved().stream().anyMatch(problem -> switch (problem.reason()) {
                case PARSE_ERROR, TIME_LIMIT, TOO_LARGE -> true;
                case UNKNOWN_TABLE, UNKNOWN_COLUMN, AMBIGUOUS, UNKNOWN_QUALIFIER -> false;
            });
        }

        /** Adds a table by its name with full stops, or a colon after the project. */
        void add(Set<TableName> tables, String name) {
            String[] parts = name.replace("`", "").split("[.:]");
            List<String> told = new ArrayList<>(List.of(parts));
            if (told.stream().noneMatch(String::isBlank) && told.size() <= 3) {
                tables.add(new TableName(
                        told.size() == 3 ? told.getFirst() : null,
                        told.size() > 1 ? told.get(told.size() - 2) : null,
                        told.getLast()));
            }
        }
    }
}
