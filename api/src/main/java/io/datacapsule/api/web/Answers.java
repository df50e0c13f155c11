package io.datacapsule.api.web;

import io.datacapsule.graph.GraphSnapshot;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Answers read from a snapshot: they carry its revision as {@code ETag}, and are not computed for a caller who has them. */
public final class Answers {

    private Answers() {}

    /** The answer, or 304 if {@code If-None-Match} names the snapshot's revision. */
    public static <T> ResponseEntity<T> of(HttpServletRequest request, GraphSnapshot graph, Supplier<T> body) {
        String tag = tag(graph);
        if (matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .header(HttpHeaders.ETAG, tag)
                    .build();
        }
        return ResponseEntity.ok().header(HttpHeaders.ETAG, tag).body(body.get());
    }

    /** The revision of a snapshot as an entity tag. */
    public static String tag(GraphSnapshot graph) {
        return "\"r" + graph.revision().number() + "\"";
    }

    private static boolean matches(@Nullable String header, String tag) {
        if (header == null) {
            return false;
        }
        for (String part : header.split(",")) {
            String one = part.strip();
            if (one.equals("*") || one.equals(tag) || one.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
