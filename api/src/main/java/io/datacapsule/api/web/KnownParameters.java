package io.datacapsule.api.web;

import io.datacapsule.model.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses query parameters that an operation does not know, or that stand there twice, so that no filter is passed over. */
@Component
final class KnownParameters implements HandlerInterceptor {

    private final ConcurrentHashMap<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        @Nullable String query = request.getQueryString();
        if (query != null && !query.isEmpty() && handler instanceof HandlerMethod method) {
            Set<String> names = names(method);
            Set<String> told = new HashSet<>();
            for (String pair : query.split("&")) {
                String name = name(pair);
                if (!name.isEmpty() && !names.contains(name)) {
                    throw new InvalidInputException(
                            "unknown_parameter",
                            "There is no parameter '" + (name.length() > 60 ? name.substring(0, 60) + "…" : name)
                                    + "' here; "
                                    + (names.isEmpty()
                                            ? "it takes none."
                                            : "known: " + String.join(", ", names) + "."));
                }
                if (!name.isEmpty() && !told.add(name)) {
                    throw new InvalidInputException(
                            "invalid_parameter", "The parameter '" + name + "' is there more than once.");
                }
            }
        }
        return true;
    }

    private Set<String> names(HandlerMethod method) {
        HandlerMethod plain =
                method.getResolvedFromHandlerMethod() == null ? method : method.getResolvedFromHandlerMethod();
        Set<String> names = known.get(plain);
        if (names == null) {
            // Rather twice than by computeIfAbsent, which lets requests wait at a monitor: under load they are resumed
            // late.
            names = read(plain);
            known.put(plain, names);
        }
        return names;
    }

    private static Set<String> read(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(KnownParameters::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(MethodParameter parameter) {
        RequestParam told = parameter.getParameterAnnotation(RequestParam.class);
        if (told != null && !told.name().isEmpty()) {
            return told.name();
        }
        return String.valueOf(parameter.getParameter().getName());
    }

    private static String name(String pair) {
        int end = pair.indexOf('=');
        String raw = end < 0 ? pair : pair.substring(0, end);
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }
}
