package io.datacapsule.api.airflow;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What may be shown of what an instance sent: a short text, cleaned. */
final class Excerpt {

    private static final int LONGEST = 200;
    private static final int LARGEST = 64 * 1024;

    private Excerpt() {}

    /** The sentence that an error has as JSON, to follow ours; empty if there is none. */
    static String of(String body, Credentials credentials) {
        if (body.length() > LARGEST || !body.stripLeading().startsWith("{")) {
            return "";
        }
        try {
            JsonNode problem = JsonMapper.shared().readTree(body);
            String said = problem.path("detail").asString("");
            String title = said.isBlank() ? problem.path("title").asString("") : said;
            return title.isBlank() ? "" : " Airflow says: " + clean(title, credentials);
        } catch (JacksonException e) {
            return "";
        }
    }

    /** The text in one line, short, and without anything that we know to be secret. */
    static String clean(String text, Credentials credentials) {
        String clean = text;
        for (String secret : credentials.secrets()) {
            clean = clean.replace(secret, "***");
        }
        clean = clean.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
