package io.datacapsule.gremlin;

import static io.datacapsule.graph.Changes.capsule;
import static io.datacapsule.graph.Changes.column;
import static io.datacapsule.graph.Changes.columnUrn;
import static io.datacapsule.graph.Changes.edge;
import static io.datacapsule.graph.Changes.tag;
import static io.datacapsule.graph.Changes.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphAnswer;
import io.datacapsule.graph.GraphQueryLimits;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import io.datacapsule.model.ForbiddenException;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.Relation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GremlinQueriesTests {

    private static final GraphQueryLimits LIMITS = new GraphQueryLimits(100, Duration.ofMinutes(1), 1_000_000);

    private final GremlinQueries queries = new GremlinQueries(() -> snapshot());

    private static GraphSnapshot snapshot() {
        return GraphSnapshot.empty()
                .apply(
                        Changes.of()
                                .create(capsule("raw"), capsule("stg"), capsule("mart"))
                                .create(column("raw", "id"), column("stg", "id"), tag("pii"))
                                .flow("raw", "stg")
                                .flow("stg", "mart")
                                .create(edge(
                                        Relation.DERIVED_FROM,
                                        columnUrn("stg", "id"),
                                        columnUrn("raw", "id"),
                                        Map.of("transformation", "hash")))
                                .create(edge(
                                        Relation.CAPSULE_TAGGED,
                                        urn("raw"),
                                        tag("pii").urn(),
                                        Map.of("added_by", "ann")))
                                .change(),
                        new Revision(1));
    }

    private List<Object> ask(String query) {
        return ask(query, Map.of());
    }

    private List<Object> ask(String query, Map<String, Object> parameters) {
        List<Object> values = new ArrayList<>();
        queries.ask(query, parameters, LIMITS).rows().forEach(row -> values.add(row.getFirst()));
        return values;
    }

    @Test
    void walksTheGraphInBothDirections() {
        assertThat(ask("g.V().has('name', 'raw').out('FLOWS_TO').out('FLOWS_TO').values('name')"))
                .containsExactly("mart");
        assertThat(ask("g.V('" + urn("mart") + "').repeat(__.in('FLOWS_TO')).emit().values('name')"))
                .containsExactly("stg", "raw");
        assertThat(ask("g.V('" + columnUrn("raw", "id") + "').in('CONTAINS').values('name')"))
                .containsExactly("raw");
        assertThat(ask("g.V('" + columnUrn("raw", "id") + "').both().label().order()"))
                .containsExactly("Capsule", "Column");
    }

    @Test
    void countsAndGroups() {
        assertThat(ask("g.V().hasLabel('Capsule').count()")).containsExactly(3L);
        assertThat(ask("g.V().groupCount().by(T.label)"))
                .containsExactly(Map.of("Capsule", 3L, "Column", 2L, "Tag", 1L));
        assertThat(ask("g.E().count()")).containsExactly(6L);
    }

    @Test
    void answersVerticesAndEdgesAsMaps() {
        assertThat(ask("g.E().hasLabel('DERIVED_FROM')"))
                .containsExactly(Map.of(
                        "id", "DERIVED_FROM:" + columnUrn("stg", "id") + "->" + columnUrn("raw", "id"),
                        "label", "DERIVED_FROM",
                        "from", columnUrn("stg", "id"),
                        "to", columnUrn("raw", "id"),
                        "properties", Map.of("asserted_by", List.of("dbt:shop"), "transformation", "hash")));
        assertThat(ask("g.E('DERIVED_FROM:" + columnUrn("stg", "id") + "->" + columnUrn("raw", "id") + "').count()"))
                .containsExactly(1L);
        assertThat(ask("g.V().hasLabel('Tag')"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Map.class,
                        map -> assertThat(map.get("properties"))
                                .isInstanceOfSatisfying(
                                        Map.class,
                                        properties -> assertThat(properties.get("name"))
                                                .isEqualTo("pii")));
    }

    @Test
    void answersPathsValuesAndPointsInTime() {
        assertThat(ask("g.V().has('name', 'raw').out('FLOWS_TO').path().by('name')"))
                .containsExactly(List.of("raw", "stg"));
        assertThat(ask("g.V().has('name', 'raw').values('created_at')")).containsExactly("2026-02-03T04:05:06.123456Z");
        assertThat(ask("g.V().has('created_at', gt(datetime('2026-01-01T00:00:00Z'))).count()"))
                .containsExactly(3L);
    }

    @Test
    void takesParameters() {
        assertThat(ask("g.V().has('name', wanted).label()", Map.of("wanted", "stg")))
                .containsExactly("Capsule");
    }

    @Test
    void runsATraversalThatEndsInATerminalStepWithinTheLimits() {
        GraphAnswer answer =
                queries.ask("g.V().toList()", Map.of(), new GraphQueryLimits(2, Duration.ofMinutes(1), 1_000_000));
        assertThat(answer.rows()).hasSize(2);
        assertThat(answer.limit()).hasValueSatisfying(limit -> assertThat(limit).contains("2 rows"));
    }

    @Test
    void saysThatTheAnswerIsTooLarge() {
        GraphAnswer answer = queries.ask("g.V()", Map.of(), new GraphQueryLimits(100, Duration.ofMinutes(1), 500));
        assertThat(answer.complete()).isFalse();
    }

    @Test
    void stopsATraversalThatTakesTooLong() {
        GraphAnswer answer = queries.ask(
                "g.V().repeat(__.both()).count()", Map.of(), new GraphQueryLimits(100, Duration.ofMillis(300), 500));
        assertThat(answer.limit()).hasValueSatisfying(limit -> assertThat(limit).contains("0.3 s"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "g.addV('x')",
                "g.V().drop()",
                "g.V().property('a', 1)",
                "g.V().addE('x').to(__.V())",
                "g.mergeV([(T.label): 'x'])",
                "g.io('/etc/passwd').read()",
                "g.call('--list')",
                "g.V().pageRank()",
                "g.V().map(__.drop())",
                "g.V().where(__.union(__.identity(), __.addV('x')))",
                "g.V().has('name', TextP.regex('(a|aa)+'))",
                "g.V().where(__.values('name').is(P.eq('x').or(TextP.notRegex('(a|aa)+'))))"
            })
    void refusesWhatDoesMoreThanWalk(String query) {
        assertThatThrownBy(() -> ask(query)).isInstanceOf(ForbiddenException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "g.V(", "g", "1 + 1", "g.V().map{it.get()}", "System.exit(0)", "g.tx().commit()", "h.V()"})
    void refusesWhatIsNotATraversal(String query) {
        assertThatThrownBy(() -> ask(query)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void saysWhereAQueryIsWrong() {
        assertThatThrownBy(() -> ask("g.V().nonsense()"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 1");
    }
}
