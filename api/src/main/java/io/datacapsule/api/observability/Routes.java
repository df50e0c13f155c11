package io.datacapsule.api.observability;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Which operation of the API a request was for, so that requests can be told without their names and ids. */
@Component
public final class Routes {

    /** What is not for any operation. */
    public static final String OTHER = "other";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final ObjectProvider<RequestMappingHandlerMapping> mapping;

    /** The mapping is asked for when it is first needed: filters are made before it. */
    Routes(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
        this.mapping = mapping;
    }

    /** Its method if that is one of the usual ones. */
    public static String method(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER;
    }

    /** The template of its path, also if a filter answered it. */
    public String of(HttpServletRequest request, int status) {
        Object known = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (known == null && status != 404 && status != 405) {
            known = lookedUp(request);
        }
        return known == null ? OTHER : known.toString();
    }

    private Object lookedUp(HttpServletRequest request) {
        try {
            ServletRequestPathUtils.parseAndCache(request);
            mapping.getObject().getHandler(request);
        } catch (Exception e) {
            return OTHER; // it is for none, or not well-formed
        }
        Object found = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return found == null ? OTHER : found;
    }
}
