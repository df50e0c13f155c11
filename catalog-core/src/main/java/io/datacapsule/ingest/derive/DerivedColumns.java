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

    private final String assertedBy;
    private final String by;
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

    /** Edges that this source asserts; {@code by} says how it knows them. */
    DerivedColumns(String assertedBy, String by) {
        this.assertedBy = assertedBy;
        this.by = by;
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

    /** Adds a pair that was told; what {@code sql} found of the same pair says how its value changes. */
    void add(String derived, String from, boolean copied, DerivedColumns sql) {
        if (derived.equals(from)) {
            return;
        }
        Edge.Key direct = new Edge.Key(Relation.DERIVED_FROM, derived, from);
        Edge.Key influence = new Edge.Key(Relation.INFLUENCED_BY, derived, from);
        Told found = sql.edges.get(direct);
        Told decides = sql.edges.get(influence);
        if (copied) {
            edges.merge(direct, new Told(Transformation.IDENTITY, false, true, ""), Told::and);
        } else if (found != null && found.transformation != Transformation.IDENTITY) {
            edges.merge(direct, new Told(found.transformation, found.masking, true, found.expression), Told::and);
        } else if (found == null && decides != null) {
            edges.put(influence, new Told(decides.transformation, decides.masking, true, decides.expression));
        } else {
            edges.merge(direct, new Told(Transformation.TRANSFORMATION, false, true, ""), Told::and);
        }
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
                        by));
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
