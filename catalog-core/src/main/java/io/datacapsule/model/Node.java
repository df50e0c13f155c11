package io.datacapsule.model;

import java.util.List;
import java.util.UUID;

/** A node of the property graph. Values are immutable; two are equal when all their properties are. */
public sealed interface Node permits Capsule, Column, Tag, Domain, Owner, DataProduct {

    /** The name by which this node is known for good; unique within its kind. */
    String urn();

    /** What kind of node this is. */
    NodeKind kind();

    /** What people call it. */
    String name();

    /** The sources (such as {@code dbt:shop} or {@code user}) that say this node exists, sorted. */
    List<String> assertedBy();

    /** The stable identifier: derived from the URN unless the node keeps one of its own. */
    default UUID id() {
        return Urn.id(urn());
    }
}
