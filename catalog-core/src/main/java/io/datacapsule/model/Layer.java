package io.datacapsule.model;

import java.util.Locale;
import java.util.Optional;

/** The layers of the medallion architecture. */
public enum Layer {
    BRONZE,
    SILVER,
    GOLD;

    /** The word used in the API and in Neo4j: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The layer of that word, in any case. */
    public static Optional<Layer> of(String word) {
        for (Layer layer : values()) {
            if (layer.name().equalsIgnoreCase(word)) {
                return Optional.of(layer);
            }
        }
        return Optional.empty();
    }
}
