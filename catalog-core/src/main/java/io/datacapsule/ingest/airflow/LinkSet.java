package io.datacapsule.ingest.airflow;

import io.datacapsule.ingest.airflow.Mention.Use;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects edges, each once however often it was found. An edge says in {@value Via#ATTRIBUTE} where it was found unless that is
 * the DAG itself, and in {@value #USE} that data is only validated.
 */
final class LinkSet {

    /** The attribute of an edge that says what its data is used for where that is not to make other data of it. */
    static final String USE = "use";

    static final Set<String> ATTRIBUTES = Set.of(Via.ATTRIBUTE, USE);

    private static final class Found {
        private final EnumSet<Via> via = EnumSet.noneOf(Via.class);
        private boolean validates = true;
    }

    private final Map<Edge.Key, Found> edges = new LinkedHashMap<>();

    void contain(String dag, String task) {
        edges.computeIfAbsent(new Edge.Key(Relation.HAS_TASK, dag, task), key -> new Found()).validates = false;
    }

    /** What the DAG itself says flows. */
    void flow(String from, String to) {
        if (!from.equals(to)) {
            edges.computeIfAbsent(new Edge.Key(Relation.FLOWS_TO, from, to), key -> new Found()).validates = false;
        }
    }

    void flow(String from, String to, Via via) {
        flow(from, to, via, Use.READS);
    }

    /** That a task or DAG uses a capsule. */
    void use(String user, String capsule, Via via, Use use) {
        switch (use) {
            case READS, VALIDATES -> flow(capsule, user, via, use);
            case WRITES -> flow(user, capsule, via, use);
        }
    }

    private void flow(String from, String to, Via via, Use use) {
        if (!from.equals(to)) {
            Found found = edges.computeIfAbsent(new Edge.Key(Relation.FLOWS_TO, from, to), key -> new Found());
            found.via.add(via);
            found.validates &= use == Use.VALIDATES;
        }
    }

    /** What is told of an edge now, with what rendered fields told of it before. */
    static EdgeProperties remembering(EdgeProperties told, Map<String, String> known) {
        EnumSet<Via> before = Via.of(known);
        before.removeIf(via -> !via.rendered());
        if (before.isEmpty()) {
            return told;
        }
        Map<String, String> attributes = new TreeMap<>(told.attributes());
        EnumSet<Via> all = Via.of(attributes);
        all.addAll(before);
        attributes.put(Via.ATTRIBUTE, Via.words(all));
        if (!known.containsKey(USE)) {
            attributes.remove(USE);
        }
        return new EdgeProperties(told.assertedBy(), attributes);
    }

    List<Edge> edges() {
        List<Edge> all = new ArrayList<>(edges.size());
        edges.forEach((key, found) -> {
            Map<String, String> attributes = new TreeMap<>();
            if (!found.via.isEmpty()) {
                attributes.put(Via.ATTRIBUTE, Via.words(found.via));
            }
            if (found.validates) {
                attributes.put(USE, "validates");
            }
            all.add(new Edge(key.relation(), key.from(), key.to(), new EdgeProperties(List.of(), attributes)));
        });
        return all;
    }
}
