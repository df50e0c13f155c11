package io.datacapsule.api.security;

import io.datacapsule.access.Role;
import io.datacapsule.api.web.ReadingMethods;
import java.util.List;
import java.util.Set;

/** Which role a request needs: reading one of a reader, writing one of an editor, and the server's own affairs an administrator. */
public final class RequiredRole {

    /** Questions that are posted because they are long. */
    private static final Set<List<String>> QUESTIONS =
            Set.of(List.of("api", "v1", "graph", "query"), List.of("api", "v1", "lineage", "sql"));

    /** What lies below these is for administrators, read or written. */
    private static final Set<String> ADMINISTRATION = Set.of("keys", "audit", "admin");

    private RequiredRole() {}

    /** The least role for that method at that path, as {@link io.datacapsule.api.web.RoutePath} has it. */
    static Role of(String method, List<String> path) {
        if (path.size() >= 3 && ADMINISTRATION.contains(path.get(2))) {
            return Role.ADMIN;
        }
        if (path.size() >= 3 && path.get(2).equals("cache") && writes(method, path)) {
            return Role.ADMIN;
        }
        if (path.size() == 3 && path.get(2).equals("session")) {
            return Role.READER; // everybody's own
        }
        return writes(method, path) ? Role.EDITOR : Role.READER;
    }

    /** Whether a request of that method at that path changes something. */
    public static boolean writes(String method, List<String> path) {
        return !ReadingMethods.contains(method) && !QUESTIONS.contains(path);
    }
}
