package io.datacapsule.model;

import org.jspecify.annotations.Nullable;

/**
 * The one family of errors that the catalog raises on purpose. Each has a stable code for programs and a message that a
 * person can act on; anything else that is thrown is a defect.
 */
public abstract sealed class CatalogException extends RuntimeException
        permits InvalidInputException,
                InvalidArtifactException,
                NotFoundException,
                ConflictException,
                ForbiddenException,
                UnavailableException,
                UpstreamException,
                LimitExceededException,
                InternalFailureException {

    private final String code;

    CatalogException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** A stable, snake_case word for this error, part of the public contract. */
    public String code() {
        return code;
    }
}
