package io.datacapsule.model;

import java.util.List;

/** The request does not fit the present state: an ambiguous name, a removal above the allowed share, a job already ended. */
public final class ConflictException extends CatalogException {

    private final List<String> candidates;

    /** A conflict with nothing to choose from. */
    public ConflictException(String code, String message) {
        this(code, message, List.of());
    }

    /** A conflict that the caller can end by choosing one of {@code candidates}. */
    public ConflictException(String code, String message, List<String> candidates) {
        super(code, message, null);
        this.candidates = List.copyOf(candidates);
    }

    /** What the caller can choose from, in a stable order; may be empty. */
    public List<String> candidates() {
        return candidates;
    }
}
