package io.datacapsule.api.problem;

import io.datacapsule.graph.DiskFull;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.ForbiddenException;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.InvalidArtifactException;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.LimitExceededException;
import io.datacapsule.model.NotFoundException;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.model.UpstreamException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Turns errors into problem details. Pure but for {@link #write}. */
public final class Problems {

    /** After how many seconds a caller should try again when something is away. */
    static final String RETRY_AFTER = "2";

    private static final JsonMapper JSON = JsonMapper.shared();

    private Problems() {}

    /** The problem that an error of the catalog is, on that request. */
    public static Problem of(CatalogException e, HttpServletRequest request) {
        Problem problem = of(answer(e).status(), e.code(), String.valueOf(e.getMessage()), request);
        return switch (e) {
            case ConflictException conflict -> problem.withCandidates(conflict.candidates());
            case InvalidArtifactException artifact -> problem.at(artifact);
            default -> problem;
        };
    }

    private static Answer answer(CatalogException e) {
        return switch (e) {
            case InvalidInputException input -> Answer.BAD_REQUEST;
            case InvalidArtifactException artifact ->
                artifact.code().equals("artifact_unreadable") ? Answer.BAD_REQUEST : Answer.UNPROCESSABLE;
            case NotFoundException missing -> Answer.NOT_FOUND;
            case ConflictException conflict -> Answer.CONFLICT;
            case ForbiddenException forbidden -> Answer.FORBIDDEN;
            case UnavailableException away -> outOfSpaceOr(Answer.UNAVAILABLE, away);
            case UpstreamException upstream -> Answer.BAD_GATEWAY;
            case LimitExceededException limit ->
                limit.code().equals("rate_limit_exceeded") ? Answer.TOO_MANY_REQUESTS : Answer.TOO_LARGE;
            case InternalFailureException failure -> outOfSpaceOr(Answer.INTERNAL, failure);
        };
    }

    private static Answer outOfSpaceOr(Answer otherwise, CatalogException e) {
        return e.code().equals(DiskFull.CODE) ? Answer.OUT_OF_SPACE : otherwise;
    }

    /** A problem found at the edge, before the catalog was asked. */
    static Problem of(int status, String code, String detail, HttpServletRequest request) {
        return Problem.of(Answer.of(status), code, detail, request.getRequestURI(), RequestIds.of(request));
    }

    /** The answer that carries the problem. */
    static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == Answer.UNAVAILABLE.status()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        return answer.body(problem);
    }

    /** Answers with an error of the catalog where no controller is reached. */
    public static void write(CatalogException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(of(e, request), response);
    }

    /** Answers that the call lacks a valid key, in the same words whether one was sent or not. */
    public static void writeUnauthorized(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"dab\"");
        write(
                of(
                        401,
                        "unauthorized",
                        "This call needs a valid API key, as header 'X-API-Key' or 'Authorization: Bearer'.",
                        request),
                response);
    }

    static void write(Problem problem, HttpServletResponse response) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == Answer.UNAVAILABLE.status()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }
}
