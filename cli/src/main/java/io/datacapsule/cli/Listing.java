package io.datacapsule.cli;

import tools.jackson.databind.JsonNode;

/** Tells how much of a list was shown. */
final class Listing {

    private Listing() {}

    /** A remark such as {@code 20 of 41 jobs; next: --offset 20}. */
    static void footer(Screen screen, JsonNode page, String one, String many) {
        long shown = page.path("items").size();
        long total = page.path("total").asLong(shown);
        long offset = page.path("offset").asLong(0);
        if (total == 0) {
            screen.note("No " + many + ".");
            return;
        }
        String text = shown == total ? total + " " + (total == 1 ? one : many) : shown + " of " + total + " " + many;
        boolean more = page.has("offset") && offset + shown < total && shown > 0;
        screen.note(more ? text + "; next: --offset " + (offset + shown) : text);
    }
}
