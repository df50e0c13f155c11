package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphLoader;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.graph.Property;
import io.datacapsule.graph.Revision;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.QueryRunner;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.TypeSystem;

/** Streams the whole graph over Bolt. One reads one graph. */
final class GraphReader {

    private final QueryRunner runner;
    private final GraphLoader loader;
    private final Map<NodeKind, RowNumbers> rows = new EnumMap<>(NodeKind.class);
    private final Map<Map<String, Object>, EdgeProperties> shared = new HashMap<>();

    GraphReader(QueryRunner runner, GraphLoader loader) {
        this.runner = runner;
        this.loader = loader;
    }

    Revision read() {
        for (NodeKind kind : NodeKind.values()) {
            readNodes(kind);
        }
        for (Relation relation : Relation.values()) {
            if (relation != Relation.HAS_COLUMN) {
                readEdges(relation);
            }
        }
        var revision = runner.run("MATCH (r:CatalogRevision {id: 'catalog'}) RETURN r.number");
        return new Revision(revision.single().get(0).asLong());
    }

    private void readNodes(NodeKind kind) {
        RowNumbers numbers = new RowNumbers();
        rows.put(kind, numbers);
        String properties = NodeSchema.of(kind).properties().stream()
                .map(Property::name)
                .map("n.`%s`"::formatted)
                .collect(Collectors.joining(", "));
        Iterator<Record> records =
                runner.run("CYPHER 5 MATCH (n:%s) RETURN id(n), %s".formatted(kind.label(), properties));
        while (records.hasNext()) {
            Record row = records.next();
            @Nullable Object[] values = new @Nullable Object[row.size() - 1];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(row.get(i + 1));
            }
            numbers.put(row.get(0).asLong(), loader.node(StoredProperties.node(kind, values)));
        }
    }

    private void readEdges(Relation relation) {
        RowNumbers from = Objects.requireNonNull(rows.get(relation.from()));
        RowNumbers to = Objects.requireNonNull(rows.get(relation.to()));
        Iterator<Record> records = runner.run("CYPHER 5 MATCH (a:%s)-[r:%s]->(b:%s) RETURN id(a), id(b), properties(r)"
                .formatted(
                        relation.from().label(),
                        relation.type().name(),
                        relation.to().label()));
        while (records.hasNext()) {
            Record row = records.next();
            EdgeProperties properties = shared.computeIfAbsent(row.get(2).asMap(), StoredProperties::edge);
            loader.edge(
                    relation, from.get(row.get(0).asLong()), to.get(row.get(1).asLong()), properties);
        }
    }

    private static @Nullable Object value(Value value) {
        if (value.isNull()) {
            return null;
        }
        return value.hasType(TypeSystem.getDefault().DATE_TIME()) ? value.asZonedDateTime() : value.asObject();
    }
}
