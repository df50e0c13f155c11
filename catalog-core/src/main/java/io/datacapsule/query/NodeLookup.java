package io.datacapsule.query;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.NotFoundException;
import io.datacapsule.model.Urn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the node that a caller means by a URN or an id. A dbt URN that names the project alone, without the schema
 * ({@code urn:dcs:dbt:model:project:orders}), finds the model of that name if the project has just one. Pure functions.
 */
public final class NodeLookup {

    private NodeLookup() {}

    /**
     * The row of a capsule.
     *
     * @throws NotFoundException ({@code capsule_not_found}) if there is none; the message names some with a similar name
     * @throws ConflictException ({@code ambiguous_urn}) if a URN without a schema fits several; it lists them by URN
     * @throws io.datacapsule.model.InvalidInputException ({@code invalid_urn}) if a URN is malformed
     */
    public static int capsule(GraphSnapshot graph, String reference) {
        int row = exact(graph, NodeKind.CAPSULE, reference);
        if (row >= 0) {
            return row;
        }
        if (!Urn.isUrn(reference)) {
            throw new NotFoundException(
                    "capsule_not_found", "There is no capsule '" + shown(reference) + "'. Give its URN or its id.");
        }
        Urn urn = Urn.parse(reference);
        return withoutSchema(graph, urn, reference)
                .orElseThrow(() -> new NotFoundException(
                        "capsule_not_found",
                        "There is no capsule '" + shown(reference) + "'."
                                + Suggestions.sentence(Suggestions.capsules(graph, urn))));
    }

    /**
     * The row of a column.
     *
     * @throws NotFoundException ({@code column_not_found}, {@code capsule_not_found}) if there is none
     * @throws ConflictException ({@code ambiguous_urn}) if its capsule's URN lacks a schema and fits several
     * @throws io.datacapsule.model.InvalidInputException ({@code invalid_urn}) if a URN is malformed
     */
    public static int column(GraphSnapshot graph, String reference) {
        int row = exact(graph, NodeKind.COLUMN, reference);
        if (row >= 0) {
            return row;
        }
        if (!Urn.isUrn(reference)) {
            throw new NotFoundException(
                    "column_not_found", "There is no column '" + shown(reference) + "'. Give its URN or its id.");
        }
        Urn urn = Urn.parse(reference);
        if (urn.column().isEmpty()) {
            throw new NotFoundException(
                    "column_not_found",
                    "'" + shown(reference) + "' names no column: a full stop and its name are missing.");
        }
        int capsule = capsule(graph, new Urn(urn.source(), urn.type(), urn.namespace(), urn.name(), "").toString());
        int column = graph.find(NodeKind.COLUMN, Urn.column(graph.urn(NodeKind.CAPSULE, capsule), urn.column()));
        if (column < 0) {
            throw new NotFoundException(
                    "column_not_found",
                    "Capsule '" + graph.urn(NodeKind.CAPSULE, capsule) + "' has no column '" + shown(urn.column())
                            + "'." + Suggestions.sentence(Suggestions.columns(graph, capsule, urn.column())));
        }
        return column;
    }

    /**
     * The row of a tag, by its URN, its id or its name.
     *
     * @throws NotFoundException ({@code tag_not_found}) if there is none
     */
    public static int tag(GraphSnapshot graph, String reference) {
        return byName(graph, NodeKind.TAG, reference)
                .orElseThrow(() -> new NotFoundException(
                        "tag_not_found",
                        "There is no tag '" + shown(reference) + "'." + known(graph, NodeKind.TAG, reference)));
    }

    /**
     * The row of a domain, by its URN, its id or its name.
     *
     * @throws NotFoundException ({@code domain_not_found}) if there is none
     */
    public static int domain(GraphSnapshot graph, String reference) {
        return byName(graph, NodeKind.DOMAIN, reference)
                .orElseThrow(() -> new NotFoundException(
                        "domain_not_found",
                        "There is no domain '" + shown(reference) + "'." + known(graph, NodeKind.DOMAIN, reference)));
    }

    /** The row that the URN, whichever of its characters are encoded, or the id names; -1 if there is none. */
    private static int exact(GraphSnapshot graph, NodeKind kind, String reference) {
        if (Urn.isUrn(reference)) {
            int row = graph.find(kind, reference);
            return row >= 0 || reference.indexOf('%') < 0
                    ? row
                    : graph.find(kind, Urn.parse(reference).toString());
        }
        return uuid(reference).map(id -> graph.find(kind, id)).orElse(-1);
    }

    private static Optional<UUID> uuid(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> byName(GraphSnapshot graph, NodeKind kind, String reference) {
        int row = exact(graph, kind, reference);
        for (int r = 0; row < 0 && r < graph.rows(kind); r++) {
            if (graph.alive(kind, r) && graph.name(kind, r).equalsIgnoreCase(reference)) {
                row = r;
            }
        }
        return row < 0 ? Optional.empty() : Optional.of(row);
    }

    private static Optional<Integer> withoutSchema(GraphSnapshot graph, Urn urn, String reference) {
        if (!urn.source().equals("dbt")
                || !urn.column().isEmpty()
                || urn.namespace().indexOf('.') >= 0) {
            return Optional.empty();
        }
        String start = "urn:dcs:dbt:" + Urn.encode(urn.type()) + ":" + urn.namespace() + ".";
        String end = ":" + Urn.encode(urn.name());
        List<Integer> fitting = new ArrayList<>();
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
            if (graph.alive(NodeKind.CAPSULE, row)) {
                String candidate = graph.urn(NodeKind.CAPSULE, row);
                if (candidate.endsWith(end) && candidate.startsWith(start)) {
                    fitting.add(row);
                }
            }
        }
        if (fitting.size() > 1) {
            List<String> candidates = fitting.stream()
                    .map(row -> graph.urn(NodeKind.CAPSULE, row))
                    .sorted()
                    .toList();
            throw new ConflictException(
                    "ambiguous_urn",
                    "'" + shown(reference) + "' fits " + candidates.size() + " capsules; name the schema: "
                            + Suggestions.some(candidates) + ".",
                    candidates);
        }
        return fitting.stream().findFirst();
    }

    private static String known(GraphSnapshot graph, NodeKind kind, String reference) {
        List<String> names = Suggestions.names(graph, kind, reference);
        return names.isEmpty() ? "" : " There are: " + Suggestions.some(names) + ".";
    }

    private static String shown(String reference) {
        return Text.cut(reference, 300);
    }
}
