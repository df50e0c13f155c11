package io.datacapsule.neo4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphQueryLimits;
import io.datacapsule.gremlin.GremlinQueries;
import io.datacapsule.neo4j.Neo4jGraphStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Both query languages bring a parser made with ANTLR, of different versions. */
class GremlinBesideNeo4jIT {

    private static final GraphQueryLimits LIMITS = new GraphQueryLimits(10, Duration.ofMinutes(1), 10_000);

    @Test
    void answersCypherAndGremlinInOneProcess() {
        try (var store = Neo4jGraphStore.open(Engines.empty().connection());
                var graph = CatalogGraph.open(store)) {
            graph.apply(_ -> Changes.of()
                    .create(Changes.capsule("raw"), Changes.capsule("stg"))
                    .flow("raw", "stg")
                    .change());
            assertThat(store.queries(Duration.ofSeconds(30))
                            .ask("MATCH (:Capsule)-[:FLOWS_TO]->(c) RETURN c.name", Map.of(), LIMITS)
                            .rows())
                    .isEqualTo(List.of(List.of("stg")));
            assertThat(new GremlinQueries(graph::snapshot)
                            .ask("g.V().out('FLOWS_TO').values('name')", Map.of(), LIMITS)
                            .rows())
                    .isEqualTo(List.of(List.of("stg")));
        }
    }
}
