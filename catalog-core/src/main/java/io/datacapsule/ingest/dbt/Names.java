package io.datacapsule.ingest.dbt;

import io.datacapsule.model.Urn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which names can stand in a URN: longer ones could not be looked up in the store. No warehouse allows names that long. */
final class Names {

    static final int LONGEST = 600;

    private Names() {}

    /** Whether the name, if there is one, is not too long. */
    static boolean fits(@Nullable String name) {
        return name == null || (name.length() <= LONGEST && Urn.encode(name).length() <= LONGEST);
    }

    /** Names of tags from several places: each once, trimmed, without blank and overlong ones, in their order. */
    static List<String> tags(List<String> one, List<String> other) {
        if (one.isEmpty() && other.isEmpty()) {
            return List.of();
        }
        Set<String> tags = new LinkedHashSet<>();
        add(one, tags);
        add(other, tags);
        return List.copyOf(tags);
    }

    /** The table in the name of a relation, without quotes: {@code orders} of {@code "db"."main"."orders"}. */
    static @Nullable String lastPart(@Nullable String relation) {
        if (relation == null) {
            return null;
        }
        String plain = relation.strip().replaceAll("[\"`\\[\\]]", "");
        String last = plain.substring(plain.lastIndexOf('.') + 1);
        return last.isEmpty() ? null : last;
    }

    private static void add(List<String> names, Set<String> tags) {
        for (String name : names) {
            String tag = name.strip();
            if (!tag.isEmpty() && fits(tag)) {
                tags.add(tag);
            }
        }
    }
}
