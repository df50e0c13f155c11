package io.datacapsule.api.ratelimit;

import io.datacapsule.api.web.ReadingMethods;
import java.util.List;

/** Calls that are counted together. */
public enum CallKind {
    STANDARD,
    /** Queries, exports, ingestions, lineage of SQL, and what is done to the catalog as a whole. */
    EXPENSIVE;

    /** The kind of a call of that method at that path, as {@link io.datacapsule.api.web.RoutePath} has it. */
    public static CallKind of(String method, List<String> path) {
        if (path.size() < 3) {
            return STANDARD;
        }
        String third = path.size() > 3 ? path.get(3) : "";
        return switch (path.get(2)) {
            case "graph" -> third.equals("export") || third.equals("query") ? EXPENSIVE : STANDARD;
            case "lineage" -> third.equals("sql") ? EXPENSIVE : STANDARD;
            case "ingest", "admin" -> ReadingMethods.contains(method) ? STANDARD : EXPENSIVE;
            default -> STANDARD;
        };
    }
}
