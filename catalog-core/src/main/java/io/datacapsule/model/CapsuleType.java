package io.datacapsule.model;

import java.util.Locale;
import java.util.Optional;

/** What a capsule is in the system that describes it. */
public enum CapsuleType {
    MODEL,
    SOURCE,
    SEED,
    SNAPSHOT,
    EXPOSURE,
    ANALYSIS,
    AIRFLOW_DAG,
    AIRFLOW_TASK;

    /** The word used in the API and in Neo4j: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is work that is done on data, and no data itself. */
    public boolean isWork() {
        return this == AIRFLOW_DAG || this == AIRFLOW_TASK;
    }

    /** The type of that word, in any case. */
    public static Optional<CapsuleType> of(String word) {
        for (CapsuleType type : values()) {
            if (type.name().equalsIgnoreCase(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
