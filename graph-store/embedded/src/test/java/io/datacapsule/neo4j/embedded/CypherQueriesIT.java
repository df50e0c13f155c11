package io.datacapsule.neo4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphAnswer;
import io.datacapsule.graph.GraphQueries;
import io.datacapsule.graph.GraphQueryLimits;
import io.datacapsule.model.ForbiddenException;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.neo4j.Neo4jGraphStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CypherQueriesIT {

    private static final GraphQueryLimits LIMITS = new GraphQueryLimits(100, Duration.ofSeconds(30), 1_000_000);

    private Neo4jGraphStore store;
    private GraphQueries queries;

    @BeforeEach
    void open() {
        store = Neo4jGraphStore.open(Engines.empty().connection());
        store.commit(
                store.revision(),
                List.of(Changes.of()
                        .create(Changes.capsule("raw"), Changes.capsule("stg"), Changes.column("raw", "id"))
                        .flow("raw", "stg")
                        .change()));
        queries = store.queries(Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private GraphAnswer ask(String query) {
        return queries.ask(query, Map.of(), LIMITS);
    }

    @Test
    void answersRowsOfPlainValues() {
        GraphAnswer answer = queries.ask("""
                MATCH (a:Capsule {name: $name})-[r:FLOWS_TO]->(b)
                RETURN a.name AS name, a.created_at AS at, r, [1, 2.5, true, null] AS list, b.owner AS owner""", Map.of("name", "raw"), LIMITS);
        assertThat(answer.complete()).isTrue();
        assertThat(answer.columns()).containsExactly("name", "at", "r", "list", "owner");
        List<Object> row = answer.rows().getFirst();
        assertThat(row.get(0)).isEqualTo("raw");
        assertThat(row.get(1)).isEqualTo("2026-02-03T04:05:06.123456Z");
        assertThat(row.get(2))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("type", "FLOWS_TO")
                .containsEntry("properties", Map.of("asserted_by", List.of("dbt:shop")));
        assertThat(row.get(3)).asString().isEqualTo("[1, 2.5, true, null]");
        assertThat(row.get(4)).isNull();
    }

    @Test
    void answersNodesAndPathsAsMaps() {
        GraphAnswer answer = ask("MATCH p = (a:Capsule)-[:FLOWS_TO]->(b) RETURN a, p");
        assertThat(answer.rows().getFirst().get(0))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("labels", List.of("Capsule"))
                .containsKey("properties");
        assertThat(answer.rows().getFirst().get(1))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("nodes", "relationships");
    }

    @Test
    void saysThatThereAreMoreRows() {
        GraphAnswer answer = ask("UNWIND range(1, 101) AS x RETURN x");
        assertThat(answer.rows()).hasSize(100);
        assertThat(answer.limit()).hasValueSatisfying(limit -> assertThat(limit).contains("100 rows"));
        assertThat(ask("UNWIND range(1, 100) AS x RETURN x").complete()).isTrue();
    }

    @Test
    void saysThatTheAnswerIsTooLarge() {
        GraphAnswer answer = queries.ask(
                "UNWIND range(1, 50) AS x RETURN 'some text of a row' AS text",
                Map.of(),
                new GraphQueryLimits(100, Duration.ofSeconds(30), 200));
        assertThat(answer.rows()).hasSize(10);
        assertThat(answer.complete()).isFalse();
    }

    @Test
    void stopsAQueryThatTakesTooLong() {
        GraphAnswer answer = queries.ask(
                "UNWIND range(1, 100000000000) AS x RETURN count(x)",
                Map.of(),
                new GraphQueryLimits(100, Duration.ofMillis(300), 200));
        assertThat(answer.rows()).isEmpty();
        assertThat(answer.limit()).hasValueSatisfying(limit -> assertThat(limit).contains("0.3 s"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE (n)",
                "MATCH (n) DETACH DELETE n",
                "MATCH (n) SET n.x = 1 RETURN n",
                "MERGE (n:Tag {urn: 'x'}) RETURN n",
                "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
                "MATCH (n) CALL { WITH n RETURN 1 AS x } IN TRANSACTIONS RETURN x",
                "CALL dbms.listConfig()",
                "CALL db.createLabel('x')",
                "CALL db.clearQueryCaches()",
                "CREATE INDEX foo FOR (n:X) ON (n.y)",
                "DROP CONSTRAINT capsule_urn",
                "SHOW SETTINGS",
                "SHOW TRANSACTIONS",
                "SHOW USERS",
                "TERMINATE TRANSACTION 'x'",
                "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
                "MATCH (n) CALL db.labels() YIELD label CALL dbms.listConfig() YIELD name RETURN name"
            })
    void refusesWhatDoesMoreThanRead(String query) {
        assertThatThrownBy(() -> ask(query)).isInstanceOf(ForbiddenException.class);
        assertThat(ask("MATCH (n) WHERE n.urn IS NOT NULL RETURN count(n)").rows())
                .isEqualTo(List.of(List.of(3L)));
    }

    /** Such as would take longer than anybody waits, and that no time limit of the database stops. */
    @Test
    @Timeout(60)
    void refusesRegularExpressionsAndKnowsTextFromOperators() {
        for (String query : List.of(
                "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ '(a|aa)+' AS x",
                "WITH ['a!'] AS l RETURN any(x IN l WHERE x=~'(a|aa)+') AS x",
                "RETURN 'a!' \\u003d\\u007e '(a|aa)+' AS x",
                "RETURN '\\'' =~ '//' AS x",
                "RETURN 'it`s' =~ \"`\" AS x",
                "RETURN /* ' */ 'a' =~ /* ' */ 'b' AS x")) {
            assertThatThrownBy(() -> ask(query))
                    .as(query)
                    .isInstanceOf(ForbiddenException.class)
                    .hasMessageContaining("CONTAINS");
        }
        for (String query : List.of(
                "RETURN '=~' AS x", "RETURN \"\\\"=~\" AS x", "RETURN 1 AS `=~` // =~", "RETURN 1 /* =~ */ AS x")) {
            assertThat(ask(query).rows()).as(query).hasSize(1);
        }
    }

    @Test
    void allowsTheProceduresThatDescribeTheGraph() {
        assertThat(ask("CALL db.labels() YIELD label RETURN label ORDER BY label")
                        .rows())
                .contains(List.of("Capsule"));
    }

    @Test
    void saysWhereAQueryIsWrong() {
        assertThatThrownBy(() -> ask("MATCH (n) RETRN n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("RETRN")
                .hasMessageEndingWith("(line 1, column 11)");
        assertThatThrownBy(() -> ask("MATCH (n)\n  RETRN n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("(line 2, column 3)");
        assertThatThrownBy(() -> ask("RETURN $missing")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ask("RETURN 1/0")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ask("")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ask("RETURN 1; RETURN 2")).isInstanceOf(InvalidInputException.class);
    }
}
