package io.datacapsule.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;

/** The path of a request as it is matched to an operation, so that no spelling of it passes for another. */
public final class RoutePath {

    private static final String ATTRIBUTE = RoutePath.class.getName();

    private record Parsed(List<String> segments) {}

    private RoutePath() {}

    /** The segments, each decoded and without what follows a semicolon. */
    public static List<String> of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Parsed known) {
            return known.segments;
        }
        Parsed parsed = new Parsed(parse(request.getRequestURI()));
        request.setAttribute(ATTRIBUTE, parsed);
        return parsed.segments;
    }

    private static List<String> parse(String path) {
        try {
            return PathContainer.parsePath(path).elements().stream()
                    .filter(PathSegment.class::isInstance)
                    .map(element -> ((PathSegment) element).valueToMatch())
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of(); // not decodable, so it is the path of no operation
        }
    }
}
