package io.datacapsule.api.lineage;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Column;
import io.datacapsule.model.NodeKind;
import io.datacapsule.sql.TableName;
import io.datacapsule.sql.TableSchema;
import io.datacapsule.sql.TableSchemas;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The capsules of a snapshot as tables: by database, schema and name, those that a statement does not give fit any. */
final class CatalogTables implements TableSchemas {

    private static final int NAME = NodeSchema.CAPSULE.index("name");
    private static final int IDENTIFIER = NodeSchema.CAPSULE.index("identifier");

    private final GraphSnapshot graph;
    private final ConcurrentHashMap<TableName, Optional<TableSchema>> asked = new ConcurrentHashMap<>();

    CatalogTables(GraphSnapshot graph) {
        this.graph = graph;
    }

    @Override
    public Optional<TableSchema> find(TableName table) {
        return asked.computeIfAbsent(table, this::search);
    }

    private Optional<TableSchema> search(TableName table) {
        int found = -1;
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
            if (graph.alive(NodeKind.CAPSULE, row) && named(row, table.name()) && fits(graph.capsule(row), table)) {
                if (found >= 0) {
                    return Optional.empty();
                }
                found = row;
            }
        }
        return found < 0 ? Optional.empty() : Optional.of(schema(found));
    }

    private boolean named(int row, String name) {
        Object own = graph.value(NodeKind.CAPSULE, row, IDENTIFIER);
        return name.equalsIgnoreCase(String.valueOf(own == null ? graph.value(NodeKind.CAPSULE, row, NAME) : own));
    }

    private static boolean fits(Capsule capsule, TableName table) {
        return isTable(capsule.type())
                && (table.schema() == null || table.schema().equalsIgnoreCase(capsule.schemaName()))
                && (table.database() == null || table.database().equalsIgnoreCase(capsule.databaseName()));
    }

    private static boolean isTable(CapsuleType type) {
        return switch (type) {
            case MODEL, SOURCE, SEED, SNAPSHOT -> true;
            case EXPOSURE, ANALYSIS, AIRFLOW_DAG, AIRFLOW_TASK -> false;
        };
    }

    private TableSchema schema(int row) {
        Capsule capsule = graph.capsule(row);
        List<String> columns = graph.columns(row).stream().map(Column::name).toList();
        return new TableSchema(
                new TableName(capsule.databaseName(), capsule.schemaName(), capsule.tableName()), columns);
    }
}
