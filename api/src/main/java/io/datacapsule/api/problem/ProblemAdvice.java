package io.datacapsule.api.problem;

import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InternalFailureException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The one place where errors become answers: the catalog's own, the framework's, and defects as a bare 500. */
@RestControllerAdvice
final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> handle(Exception e, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted()) {
            throw e; // the connection is cut, so that half an answer does not pass for a whole one
        }
        response.resetBuffer();
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "inline");
        response.setHeader(HttpHeaders.ETAG, null);
        Problem problem = switch (e) {
            case CatalogException known -> known(known, request);
            default -> FrameworkProblems.of(e, request).orElseGet(() -> unexpected(e, request));
        };
        HttpHeaders headers = e instanceof ErrorResponse framework ? framework.getHeaders() : HttpHeaders.EMPTY;
        return Problems.answer(problem, headers);
    }

    private static Problem known(CatalogException e, HttpServletRequest request) {
        if (e instanceof InternalFailureException) {
            LOG.error("{} {}: {}", request.getMethod(), request.getRequestURI(), e.getMessage(), e);
        }
        return Problems.of(e, request);
    }

    private static Problem unexpected(Exception e, HttpServletRequest request) {
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return Problems.of(
                500, "internal_error", "The server failed at this; its log says why under the request id.", request);
    }
}
