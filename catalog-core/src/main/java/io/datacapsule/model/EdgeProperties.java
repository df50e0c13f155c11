package io.datacapsule.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of an edge beyond its ends. Few distinct values exist in a graph, so they are shared.
 *
 * @param assertedBy sources that say the edge exists, sorted; when the last one withdraws it, the edge goes
 * @param attributes further properties by name (role, added_by, transformation, confidence …), sorted
 */
public record EdgeProperties(List<String> assertedBy, Map<String, String> attributes) {

    /** Copies what could be changed from outside. */
    public EdgeProperties {
        assertedBy = List.copyOf(assertedBy);
        attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** Properties of an edge that one source asserts and of which nothing else is known. */
    public static EdgeProperties assertedBy(String source) {
        return new EdgeProperties(List.of(source), Map.of());
    }
}
