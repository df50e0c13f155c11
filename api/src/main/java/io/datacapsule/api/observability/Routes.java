package io.datacapsule.api.observability;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Which operation of the API a request was for, so that requests can be counted without their names and ids. */
@Component
final class Routes {

    /** What is not for any operation. */
    static final String OTHER = "other";

    private final ObjectProvider<RequestMappingHandlerMapping> mapping;

    /** The mapping is asked for when it is first needed: filters are made before it. */
    Routes(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
        this.mapping = mapping;
    }

    /** The template of its path, also if a filter answered it. */
    String of(HttpServletRequest request, int status) {
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
