package io.datacapsule.api.problem;

import java.util.Arrays;

/** The HTTP statuses that problems have, and their titles. */
enum Answer {
    BAD_REQUEST(400, "The request is not understood"),
    UNAUTHORIZED(401, "The call needs a key"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "The method does not exist here"),
    NOT_ACCEPTABLE(406, "No such representation"),
    CONFLICT(409, "The request does not fit the present state"),
    TOO_LARGE(413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not understood"),
    UNPROCESSABLE(422, "The file is not what it should be"),
    TOO_MANY_REQUESTS(429, "Too many calls"),
    INTERNAL(500, "The server failed"),
    BAD_GATEWAY(502, "Another system failed"),
    UNAVAILABLE(503, "Not available now"),
    OUT_OF_SPACE(507, "No space left");

    private final int status;
    private final String title;

    Answer(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The answer for a status that something else chose. */
    static Answer of(int status) {
        return Arrays.stream(values())
                .filter(answer -> answer.status == status)
                .findFirst()
                .orElse(status < 500 ? BAD_REQUEST : INTERNAL);
    }
}
