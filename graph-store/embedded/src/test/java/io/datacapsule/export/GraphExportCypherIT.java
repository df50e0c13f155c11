package io.datacapsule.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.neo4j.embedded.EmbeddedNeo4j;
import io.datacapsule.neo4j.embedded.EmbeddedOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.summary.SummaryCounters;

/** A Neo4j runs the statements that were written as Cypher. */
class GraphExportCypherIT {

    @TempDir
    static Path home;

    private static EmbeddedNeo4j engine;
    private static Driver driver;

    @BeforeAll
    static void start() {
        engine = EmbeddedNeo4j.start(home, EmbeddedOptions.defaults().withPageCacheBytes(32 * 1024 * 1024));
        driver = GraphDatabase.driver(engine.boltUri(), AuthTokens.basic(engine.username(), engine.password()));
    }

    @AfterAll
    static void stop() {
        driver.close();
        engine.close();
    }

    @BeforeEach
    void empty() {
        driver.executableQuery("MATCH (n) DETACH DELETE n").execute();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void loadsTheSameGraphAndAgainWithoutEffect(int number) {
        loads(SampleGraphs.random(number));
    }

    @Test
    void loadsHostileTexts() {
        loads(SampleGraphs.hostile());
    }

    @Test
    void bringsALaterStateWithoutDuplicates() {
        run(ExportedTexts.export(
                SampleGraphs.random(2), new ExportScope(null, false, false, false), ExportFormat.CYPHER));

        loads(SampleGraphs.random(2));
    }

    private static void loads(GraphSnapshot graph) {
        String cypher = ExportedTexts.export(graph, ExportedTexts.ALL, ExportFormat.CYPHER);
        List<String> expected =
                Exported.of(graph, ExportedTexts.KINDS, ExportedTexts::unicode).lines();
        run(cypher);

        assertThat(stored().lines()).containsExactlyElementsOf(expected);

        for (SummaryCounters counters : run(cypher)) {
            assertThat(counters.nodesCreated()).isZero();
            assertThat(counters.relationshipsCreated()).isZero();
            assertThat(counters.constraintsAdded()).isZero();
        }
        assertThat(stored().lines()).containsExactlyElementsOf(expected);
    }

    /** Runs each statement; a line that ends with a semicolon ends one, as no text holds a line break. */
    private static List<SummaryCounters> run(String cypher) {
        List<SummaryCounters> counters = new ArrayList<>();
        try (Session session = driver.session()) {
            for (String statement : cypher.split(";\n", -1)) {
                if (!statement.isBlank()) {
                    counters.add(session.run(statement).consume().counters());
                }
            }
        }
        return counters;
    }

    private static Exported stored() {
        Map<String, Map<String, String>> nodes = new TreeMap<>();
        for (Record row : driver.executableQuery("MATCH (n) RETURN labels(n)[0] AS label, properties(n) AS properties")
                .execute()
                .records()) {
            Map<String, String> node = texts(row.get("properties").asMap());
            node.put("kind", kind(row.get("label").asString()));
            nodes.put(node.get("urn"), node);
        }
        List<Map<String, String>> edges = new ArrayList<>();
        for (Record row : driver.executableQuery(
                        "MATCH (a)-[r]->(b) RETURN a.urn AS a, b.urn AS b, type(r) AS type, properties(r) AS properties")
                .execute()
                .records()) {
            Map<String, String> edge = texts(row.get("properties").asMap());
            edge.put("from", row.get("a").asString());
            edge.put("to", row.get("b").asString());
            edge.put("type", row.get("type").asString());
            edges.add(edge);
        }
        return new Exported(nodes, edges);
    }

    private static String kind(String label) {
        for (NodeKind kind : NodeKind.values()) {
            if (kind.label().equals(label)) {
                return kind.name().toLowerCase(Locale.ROOT);
            }
        }
        return label;
    }

    private static Map<String, String> texts(Map<String, Object> properties) {
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }
}
