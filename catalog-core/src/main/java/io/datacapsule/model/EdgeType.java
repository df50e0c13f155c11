package io.datacapsule.model;

/** The types of edge in the property graph, each drawn in the direction in which its sentence reads. */
public enum EdgeType {
    FLOWS_TO,
    DERIVED_FROM,
    INFLUENCED_BY,
    CONTAINS,
    BELONGS_TO,
    TAGGED_WITH,
    PART_OF,
    OWNED_BY
}
