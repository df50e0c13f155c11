package io.datacapsule.lineage;

import io.datacapsule.model.CapsuleDetails;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What SQL does between two columns, as far as it was read from the store. Immutable. */
public final class Expressions {

    /** None were read. */
    public static final Expressions NONE = new Expressions(Map.of());

    private static final JsonMapper JSON = JsonMapper.shared();

    private record Ends(String derived, String origin) {}

    private final Map<Ends, String> known;

    private Expressions(Map<Ends, String> known) {
        this.known = known;
    }

    /** Those that stand in the details of capsules. */
    public static Expressions of(Collection<CapsuleDetails> details) {
        Map<Ends, String> known = new HashMap<>();
        for (CapsuleDetails detail : details) {
            String json = detail.lineage();
            if (json != null) {
                read(json, known);
            }
        }
        return new Expressions(known);
    }

    private static void read(String json, Map<Ends, String> known) {
        for (JsonNode row : tree(json).path("expressions")) {
            Ends ends =
                    new Ends(row.path("column").asString(""), row.path("origin").asString(""));
            known.put(ends, row.path("expression").asString(""));
        }
    }

    /** The JSON; an empty object if the text is none, which another program must have written. */
    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    /** What the SQL says, or null if it passes the value on or is not known. */
    @Nullable
    String of(String derived, String origin) {
        return known.get(new Ends(derived, origin));
    }
}
