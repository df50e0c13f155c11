package io.datacapsule.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads a {@link NodeName} from the first segment of the path that starts like a URN or an id: the one after the name of the
 * resource, taken as it was sent, since the framework would cut it at a semicolon.
 */
final class NodeNames implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == NodeName.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest http = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        String prefix = Objects.requireNonNull(parameter.getParameterAnnotation(InPath.class))
                .after();
        String path = http.getRequestURI();
        int start = path.indexOf(prefix) + prefix.length();
        int end = path.indexOf('/', start);
        String raw = end < 0 ? path.substring(start) : path.substring(start, end);
        return new NodeName(decoded(raw), raw);
    }

    private static String decoded(String raw) {
        try {
            // a plus sign is a plus sign in a path
            return raw.indexOf('%') < 0 ? raw : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }
}
