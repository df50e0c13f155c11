package io.datacapsule.api.ratelimit;

import java.util.List;
import java.util.Set;

/** Calls that are counted together. */
public enum CallKind {
    STANDARD,
    /** Queries, exports, ingestions and lineage of SQL. */
    EXPENSIVE;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** The kind of a call of that method at that path, as {@link io.datacapsule.api.web.RoutePath} has it. */
    public static CallKind of(String method, List<String> path) {
        if (path.size() < 3) {
            return STANDARD;
        }
        String third = path.size() > 3 ? path.get(3) : "";
        return switch (path.get(2)) {
            case "graph" -> third.equals("export") || third.equals("query") ? EXPENSIVE : STANDARD;
            case "lineage" -> third.equals("sql") ? EXPENSIVE : STANDARD;
            case "ingest" -> READING.contains(method) ? STANDARD : EXPENSIVE;
            default -> STANDARD;
        };
    }
}
