package io.datacapsule.access;

import java.util.Locale;
import java.util.Optional;

/** What a key may do; each role may do what those before it may. */
public enum Role {
    /** Reads the catalog, and asks questions that change nothing. */
    READER,
    /** Also ingests, and writes what people add to the catalog. */
    EDITOR,
    /** Also hands out keys and operates the server. */
    ADMIN;

    /** Whether who has this role may do what needs {@code needed}. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The word used in the API and in PostgreSQL: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that word, in any case. */
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.name().equalsIgnoreCase(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
