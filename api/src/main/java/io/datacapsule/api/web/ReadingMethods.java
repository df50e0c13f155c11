package io.datacapsule.api.web;

import java.util.Set;

/** The methods of HTTP that ask for nothing to be changed: the safe ones of RFC 9110, but for TRACE, which is not served. */
public final class ReadingMethods {

    private static final Set<String> ALL = Set.of("GET", "HEAD", "OPTIONS");

    private ReadingMethods() {}

    /** Whether that is one of them. */
    public static boolean contains(String method) {
        return ALL.contains(method);
    }
}
