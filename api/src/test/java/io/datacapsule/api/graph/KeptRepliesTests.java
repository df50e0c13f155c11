package io.datacapsule.api.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptRepliesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (c:Capsule) RETURN c.layer AS layer, count(*) AS capsules",
                "MATCH (c:Capsule)-[:FLOWS_TO]->(d) WHERE c.name = $name RETURN d.updated_at, d.timely, collect(c.urn)",
                "MATCH p = shortestPath((a)-[*..5]->(b)) RETURN [n IN nodes(p) | n.urn]"
            })
    void oneAnswerForEachState(String query) {
        assertThat(KeptReplies.repeatable(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RETURN timestamp()",
                "RETURN rand()",
                "RETURN randomUUID()",
                "RETURN Date () AS d",
                "RETURN date /* today */ ()",
                "RETURN `datetime`()",
                "RETURN datetime.transaction()",
                "RETURN apoc.text.random(3)",
                "RETURN my . `own` (1)",
                "RETURN my.own/**/(1)",
                "RETURN my. // own\n own(1)",
                "CALL db.labels()",
                "SHOW FUNCTIONS",
                "RETURN \\u0072and()"
            })
    void moreThanOne(String query) {
        assertThat(KeptReplies.repeatable(query)).isFalse();
    }
}
