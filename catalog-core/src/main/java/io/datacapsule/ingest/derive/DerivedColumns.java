package io.datacapsule.ingest.derive;

import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Relation;
import io.datacapsule.sql.Confidence;
import io.datacapsule.sql.Origin;
import io.datacapsule.sql.Transformation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the edges of a dataset: each pair of columns once per relation, with the strongest of all that was told of it. */
final class DerivedColumns {

    private static final String SOURCE = "sql";

    private final String assertedBy;
    private final Map<Edge.Key, Told> edges = new LinkedHashMap<>();

    private record Told(Transformation transformation, boolean masking, boolean resolved, String expression) {

        Told and(Told other) {
            boolean stronger = other.transformation.ordinal() > transformation.ordinal();
            return new Told(
                    stronger ? other.transformation : transformation,
                    masking || other.masking,
                    resolved || other.resolved,
                    expression.isEmpty() || (stronger && !other.expression.isEmpty()) ? other.expression : expression);
        }
    }

    DerivedColumns(String assertedBy) {
        this.assertedBy = assertedBy;
    }

    void add(String derived, String from, Origin origin) {
        if (derived.equals(from)) {
            return; // an incremental model that reads itself
        }
        Relation relation = origin.transformation().direct() ? Relation.DERIVED_FROM : Relation.INFLUENCED_BY;
        Told told = new Told(
                origin.transformation(),
                origin.masking(),
                origin.confidence() == Confidence.RESOLVED,
                origin.expression());
        edges.merge(new Edge.Key(relation, derived, from), told, Told::and);
    }

    boolean isEmpty() {
        return edges.isEmpty();
    }

    List<Edge> edges() {
        List<Edge> list = new ArrayList<>(edges.size());
        edges.forEach((key, told) -> list.add(new Edge(key.relation(), key.from(), key.to(), properties(told))));
        return list;
    }

    private EdgeProperties properties(Told told) {
        return new EdgeProperties(
                List.of(assertedBy),
                Map.of(
                        "transformation",
                        told.transformation.name(),
                        "kind",
                        told.transformation.direct() ? "DIRECT" : "INDIRECT",
                        "masking",
                        String.valueOf(told.masking),
                        "confidence",
                        told.resolved ? "resolved" : "ambiguous",
                        "lineage_source",
                        SOURCE));
    }

    /** Writes the expressions of those that do more than pass a value on. */
    void expressions(LineageDetails details) {
        edges.forEach((key, told) -> {
            if (!told.expression.isEmpty()) {
                details.expression(key.from(), key.to(), told.expression);
            }
        });
    }
}
