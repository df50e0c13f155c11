package io.datacapsule.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells a person what an answer with an error status says: RFC 9457 problem details where it has them. */
final class Problem {

    private static final int EXCERPT = 500;

    private Problem() {}

    /**
     * The failure to end the command with.
     *
     * @param retryAfter the header that says when to come back, empty if it is not there
     */
    static CommandFailure of(int status, String retryAfter, byte[] body) {
        JsonNode problem = parse(body);
        List<String> lines = new ArrayList<>();
        lines.add(headline(status, problem, body));
        if (!text(problem, "detail").startsWith(text(problem, "file") + ", line")) {
            place(problem, lines);
        }
        for (JsonNode error : problem.path("errors")) {
            lines.add("  " + detail(error));
        }
        listed("Candidates:", problem.path("candidates"), lines);
        listed("Warnings:", problem.path("warnings"), lines);
        if (status == 401) {
            lines.add("Say the key by --api-key or DAB_API_KEY; that of a local server is in its home, file api-key.");
        }
        String request = text(problem, "request_id");
        if (status >= 500 && !request.isEmpty()) {
            lines.add("  request " + request);
        }
        String message = String.join("\n", lines);
        return switch (status) {
            case 404 -> new NotFoundFailure(message);
            case 409 -> new ConflictFailure(message, text(problem, "code"));
            case 429 ->
                new TooManyRequestsFailure(message, retryAfter.matches("[0-9]{1,9}") ? Long.parseLong(retryAfter) : 0);
            default -> new CommandFailure(message);
        };
    }

    private static String headline(int status, JsonNode problem, byte[] body) {
        String detail = text(problem, "detail");
        if (detail.isEmpty()) {
            detail = text(problem, "title");
        }
        if (detail.isEmpty()) {
            String excerpt = new String(body, StandardCharsets.UTF_8).strip();
            detail = excerpt.isEmpty() ? meaning(status) : "The server answered " + status + ": " + cut(excerpt);
        }
        String code = text(problem, "code");
        return code.isEmpty() ? detail : detail + " [" + code + "]";
    }

    /** What to say when there is a status and nothing else, as of a server that refuses an upload before it is sent. */
    private static String meaning(int status) {
        return switch (status) {
            case 401 -> "The server wants an API key, or another one (status 401).";
            case 403 -> "The server does not allow this (status 403).";
            case 413 -> "The server takes no upload of this size (status 413); MAX_UPLOAD_MB is its limit.";
            case 429 -> "The server has too much to do (status 429); try again later.";
            case 503 -> "The server is not ready (status 503); try again later.";
            default -> "The server answered " + status + ".";
        };
    }

    private static void place(JsonNode problem, List<String> lines) {
        List<String> place = new ArrayList<>();
        for (String name : List.of("file", "path", "line", "column")) {
            String value = text(problem, name);
            if (!value.isEmpty()) {
                place.add(name + " " + value);
            }
        }
        if (!place.isEmpty()) {
            lines.add("  in " + String.join(", ", place));
        }
    }

    private static void listed(String title, JsonNode items, List<String> lines) {
        if (items.isArray() && !items.isEmpty()) {
            lines.add(title);
            items.forEach(item -> lines.add("  " + detail(item)));
        }
    }

    /** One line for an entry that is a text, or an object with a place and a message. */
    private static String detail(JsonNode entry) {
        if (!entry.isObject()) {
            return entry.asString("");
        }
        List<String> parts = new ArrayList<>();
        for (String name : List.of("urn", "code", "field", "path", "pointer", "message", "detail")) {
            String value = text(entry, name);
            if (!value.isEmpty()) {
                parts.add(value);
            }
        }
        return parts.isEmpty() ? entry.toString() : String.join(": ", parts);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() ? value.asString("") : "";
    }

    private static String cut(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...";
    }
}
