package io.datacapsule.cli;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * How a list looks to a person.
 *
 * @param one    what one item is called
 * @param many   what several are called
 * @param header names of the table's columns, see {@link Screen#table}
 * @param row    the cells of an item
 */
record Listing(String one, String many, List<String> header, Function<JsonNode, List<String>> row) {

    /** How much of the list was shown: a remark such as {@code 20 of 41 jobs; next: --offset 20}. */
    String footer(JsonNode page) {
        long shown = page.path("items").size();
        long total = page.path("total").asLong(shown);
        long offset = page.path("offset").asLong(0);
        if (total == 0) {
            return "No " + many + ".";
        }
        String text = shown == total ? total + " " + (total == 1 ? one : many) : shown + " of " + total + " " + many;
        boolean more = page.has("offset") && offset + shown < total && shown > 0;
        return more ? text + "; next: --offset " + (offset + shown) : text;
    }
}
