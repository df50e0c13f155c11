package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Column;
import io.datacapsule.model.Edge;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.summary.ResultSummary;
import org.springframework.data.neo4j.core.Neo4jClient;

/** Writes a change as parameterised Cypher, one statement per kind of change, within the transaction of the caller. */
final class ChangeWriter {

    private final Neo4jClient client;

    ChangeWriter(Neo4jClient client) {
        this.client = client;
    }

    /** Writes all rows, or fails when one has no place in the graph. */
    void write(GraphChange change) {
        remove(change);
        group(change.created(), NodeKind.class, Node::kind)
                .forEach((kind, nodes) -> expect(
                        nodes.size(),
                        run(Statements.create(kind), rows(nodes, ChangeWriter::creation))
                                .counters()
                                .nodesCreated()));
        update(change);
        group(change.edgesCreated(), Relation.class, Edge::relation)
                .forEach((relation, edges) -> expect(
                        edges.size(),
                        run(Statements.create(relation), rows(edges, ChangeWriter::edge))
                                .counters()
                                .relationshipsCreated()));
        updateEdges(change);
    }

    /** Writes all rows that have a place in the graph, taking over what is there already. */
    void writeWhatFits(GraphChange change) {
        remove(change);
        group(change.created(), NodeKind.class, Node::kind)
                .forEach((kind, nodes) -> run(Statements.merge(kind), rows(nodes, ChangeWriter::creation)));
        update(change);
        group(change.edgesCreated(), Relation.class, Edge::relation)
                .forEach((relation, edges) -> run(Statements.merge(relation), rows(edges, ChangeWriter::edge)));
        updateEdges(change);
    }

    private void remove(GraphChange change) {
        group(change.edgesRemoved(), Relation.class, Edge.Key::relation)
                .forEach((relation, keys) -> run(Statements.remove(relation), rows(keys, ChangeWriter::ends)));
        group(change.removed(), NodeKind.class, Ref::kind)
                .forEach((kind, refs) -> run(Statements.remove(kind), rows(refs, ref -> Map.of("urn", ref.urn()))));
    }

    private void update(GraphChange change) {
        group(change.updated(), NodeKind.class, Node::kind)
                .forEach((kind, nodes) -> run(Statements.update(kind), rows(nodes, ChangeWriter::update)));
        if (!change.details().isEmpty()) {
            run(Statements.WRITE_DETAILS, rows(change.details(), ChangeWriter::details));
        }
    }

    private void updateEdges(GraphChange change) {
        group(change.edgesUpdated(), Relation.class, Edge::relation)
                .forEach((relation, edges) -> run(Statements.update(relation), rows(edges, ChangeWriter::edge)));
    }

    private ResultSummary run(String statement, List<Map<String, Object>> rows) {
        return client.query(statement).bind(rows).to("rows").run();
    }

    private static void expect(int rows, int written) {
        if (rows != written) {
            throw new InternalFailureException(
                    Neo4jFailures.MISMATCH,
                    "The change does not fit the graph in the database: " + (rows - written) + " of " + rows
                            + " rows refer to nodes that are not there.");
        }
    }

    private static Map<String, Object> creation(Node node) {
        Map<String, Object> properties = StoredProperties.known(node);
        return node instanceof Column column
                ? Map.of("capsule", column.capsuleUrn(), "properties", properties)
                : Map.of("properties", properties);
    }

    private static Map<String, Object> update(Node node) {
        return Map.of("urn", node.urn(), "properties", StoredProperties.all(node));
    }

    private static Map<String, Object> details(CapsuleDetails details) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("urn", details.urn());
        row.put("raw_sql", details.rawSql());
        row.put("compiled_sql", details.compiledSql());
        row.put("meta", details.meta());
        row.put("lineage", details.lineage());
        return row;
    }

    private static Map<String, Object> ends(Edge.Key key) {
        return Map.of("from", key.from(), "to", key.to());
    }

    private static Map<String, Object> edge(Edge edge) {
        return Map.of("from", edge.from(), "to", edge.to(), "properties", StoredProperties.of(edge.properties()));
    }

    private static <T> List<Map<String, Object>> rows(List<T> items, Function<T, Map<String, Object>> row) {
        List<Map<String, Object>> rows = new ArrayList<>(items.size());
        items.forEach(item -> rows.add(row.apply(item)));
        return rows;
    }

    private static <K extends Enum<K>, T> Map<K, List<T>> group(List<T> items, Class<K> type, Function<T, K> key) {
        Map<K, List<T>> groups = new EnumMap<>(type);
        items.forEach(item ->
                groups.computeIfAbsent(key.apply(item), _ -> new ArrayList<>()).add(item));
        return groups;
    }
}
