package io.datacapsule.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.datacapsule.model.InvalidArtifactException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An error as every caller sees it (RFC 9457).
 *
 * @param type       a URI that names the kind of error
 * @param title      the kind of error in words
 * @param status     HTTP status
 * @param detail     what happened and what to do, for a person
 * @param code       stable, snake_case, for programs
 * @param instance   path of the request
 * @param requestId  under which the server's log knows the request
 * @param candidates what the caller can choose from
 * @param file       name of the offending file
 * @param path       JSON path of the offending value
 * @param line       line, counted from 1
 * @param column     column in the line, counted from 1
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String instance,
        String requestId,
        List<String> candidates,
        @Nullable String file,
        @Nullable String path,
        @Nullable Long line,
        @Nullable Long column) {

    /** The media type of problem details. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Copies what could be changed from outside. */
    public Problem {
        candidates = List.copyOf(candidates);
    }

    static Problem of(Answer answer, String code, String detail, String instance, String requestId) {
        return new Problem(
                "urn:dcs:problem:" + code,
                answer.title(),
                answer.status(),
                detail,
                code,
                instance,
                requestId,
                List.of(),
                null,
                null,
                null,
                null);
    }

    Problem withCandidates(List<String> choices) {
        return new Problem(type, title, status, detail, code, instance, requestId, choices, file, path, line, column);
    }

    Problem at(InvalidArtifactException e) {
        return new Problem(
                type,
                title,
                status,
                detail,
                code,
                instance,
                requestId,
                candidates,
                e.file(),
                e.path(),
                e.line() == 0 ? null : e.line(),
                e.column() == 0 ? null : e.column());
    }
}
