package io.datacapsule.api.audit;

import java.util.List;
import java.util.Locale;

/** What a write is called in the audit trail. */
final class Action {

    private Action() {}

    /** The action of that method at that path; one without a name of its own is called by its area and method. */
    static String of(String method, List<String> path) {
        String area = path.size() > 2 ? path.get(2) : "unknown";
        String last = path.isEmpty() ? "" : path.getLast();
        return switch (area) {
            case "ingest" -> last.equals("retry") || last.equals("cancel") ? "ingest." + last : "ingest.start";
            case "keys" -> method.equals("DELETE") ? "keys.revoke" : "keys.create";
            case "admin" -> "admin." + (last.equals("increment") ? "backup" : last).toLowerCase(Locale.ROOT);
            case "cache" -> "cache.clear";
            case "session" -> method.equals("DELETE") ? "session.end" : "session.begin";
            default -> area.toLowerCase(Locale.ROOT) + "." + method.toLowerCase(Locale.ROOT);
        };
    }
}
