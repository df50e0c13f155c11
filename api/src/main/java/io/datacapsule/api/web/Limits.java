package io.datacapsule.api.web;

import io.datacapsule.model.InvalidInputException;

/** Checks what callers ask for against what there is. */
public final class Limits {

    private Limits() {}

    /**
     * Checks a page of a list.
     *
     * @throws InvalidInputException {@code invalid_parameter} naming the parameter and what it takes
     */
    public static void checkPage(int limit, int offset) {
        if (limit < 1 || limit > 1_000) {
            throw new InvalidInputException(
                    "invalid_parameter", "limit must be between 1 and 1000; it is " + limit + ".");
        }
        if (offset < 0) {
            throw new InvalidInputException("invalid_parameter", "offset must not be negative; it is " + offset + ".");
        }
    }
}
