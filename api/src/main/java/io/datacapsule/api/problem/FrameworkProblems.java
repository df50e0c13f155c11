package io.datacapsule.api.problem;

import io.datacapsule.graph.DiskFull;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What the framework found wrong with a request, in words for the caller. */
final class FrameworkProblems {

    private FrameworkProblems() {}

    static Optional<Problem> of(Exception e, HttpServletRequest request) {
        return Optional.ofNullable(
                switch (e) {
                    case NoHandlerFoundException none ->
                        Problems.of(
                                404,
                                "route_not_found",
                                "There is nothing at " + request.getRequestURI()
                                        + "; /api/v1/docs lists what there is.",
                                request);
                    case HttpRequestMethodNotSupportedException method ->
                        Problems.of(
                                405,
                                "method_not_allowed",
                                method.getMethod() + " does not exist here; allowed: "
                                        + String.join(", ", allowed(method)) + ".",
                                request);
                    case HttpMediaTypeNotAcceptableException accept ->
                        Problems.of(
                                406,
                                "not_acceptable",
                                "This is only there as " + types(accept.getSupportedMediaTypes()) + ".",
                                request);
                    case HttpMediaTypeNotSupportedException type ->
                        Problems.of(
                                415,
                                "unsupported_media_type",
                                "Send the body as " + types(type.getSupportedMediaTypes()) + ".",
                                request);
                    case MissingServletRequestParameterException missing ->
                        Problems.of(
                                400,
                                "missing_parameter",
                                "The parameter '" + missing.getParameterName() + "' is missing.",
                                request);
                    case MethodArgumentTypeMismatchException mismatch ->
                        Problems.of(400, "invalid_parameter", mismatch(mismatch), request);
                    case HttpMessageNotReadableException body ->
                        Problems.of(400, "invalid_body", body(body.getCause()), request);
                    case MaxUploadSizeExceededException size ->
                        Problems.of(413, "upload_too_large", "The upload is larger than this server takes.", request);
                    case MultipartException form
                    when DiskFull.caused(form) ->
                        Problems.of(
                                507,
                                DiskFull.CODE,
                                "The disk of the server is full; nothing was ingested. Free some space.",
                                request);
                    case MultipartException form ->
                        Problems.of(
                                400,
                                "invalid_form",
                                "The body is no complete multipart/form-data with a boundary and named parts.",
                                request);
                    default -> null;
                });
    }

    private static String[] allowed(HttpRequestMethodNotSupportedException e) {
        String[] methods = e.getSupportedMethods();
        return methods == null ? new String[0] : methods;
    }

    private static String types(List<MediaType> types) {
        return types.isEmpty()
                ? "another type"
                : types.stream().map(MediaType::toString).distinct().collect(Collectors.joining(" or "));
    }

    private static String mismatch(MethodArgumentTypeMismatchException e) {
        return "The parameter '" + e.getName() + "' is '" + shortened(String.valueOf(e.getValue())) + "'; it takes "
                + takes(e.getRequiredType()) + ".";
    }

    static String takes(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == Instant.class) {
            return "a time in UTC such as 2026-11-24T12:00:00Z";
        }
        return type == UUID.class ? "an identifier such as 0b4c2c5e-8d5f-4a37-9c55-1f3f3a1d2e6b" : "another value";
    }

    private static String body(@Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException unknown ->
                "The body has the unknown field '" + unknown.getPropertyName() + "'"
                        + place(unknown) + "; known are "
                        + unknown.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ".";
            case InvalidFormatException format ->
                "The field '" + path(format) + "' of the body is '" + shortened(String.valueOf(format.getValue())) + "'"
                        + place(format) + "; it takes " + takes(format.getTargetType()) + ".";
            case StreamReadException syntax ->
                "The body is not JSON" + place(syntax) + ": " + syntax.getOriginalMessage() + ".";
            case JacksonException json ->
                "The body does not fit" + (path(json).isEmpty() ? "" : " at '" + path(json) + "'") + place(json) + ".";
            case null, default -> "A JSON object is expected as the body.";
        };
    }

    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
