package io.datacapsule.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a command printed. */
final class Answers {

    private Answers() {}

    /** The text as JSON; fails if it is none. */
    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
