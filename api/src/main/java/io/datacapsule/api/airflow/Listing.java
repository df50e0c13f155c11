package io.datacapsule.api.airflow;

import io.datacapsule.model.LimitExceededException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Everything in a list of an instance, page by page. An instance may give fewer at once than it was asked for; what counts is
 * how many it says there are.
 *
 * @param items by what tells them apart, in the order told
 * @param total how many there are as the instance says; -1 if it does not say
 * @param odd   how many entries could not be read
 */
record Listing<T>(Map<String, T> items, long total, int odd) {

    /** More than any instance has. */
    private static final int MOST = 200_000;

    /** Whether these are all. */
    boolean whole() {
        return odd == 0 && items.size() == total;
    }

    /**
     * Reads the list.
     *
     * @param pages    gives the page that begins at that offset
     * @param field    of a page, that has the entries
     * @param key      what tells entries apart
     * @param entry    makes one of its JSON; empty if it cannot
     * @param progress is told how many there are so far, and will be
     */
    static <T> Listing<T> read(
            Function<Integer, JsonNode> pages,
            String field,
            Function<T, String> key,
            Function<JsonNode, Optional<T>> entry,
            BiConsumer<Integer, Long> progress) {
        Map<String, T> items = new LinkedHashMap<>();
        int odd = 0;
        int offset = 0;
        long total = -1;
        while (true) {
            JsonNode page = pages.apply(offset);
            JsonNode entries = page.path(field);
            int before = items.size();
            for (JsonNode node : entries) {
                Optional<T> item = entry.apply(node);
                item.ifPresent(present -> items.putIfAbsent(key.apply(present), present));
                odd += item.isEmpty() ? 1 : 0;
            }
            total = page.path("total_entries").asLong(-1);
            offset += entries.size();
            progress.accept(items.size(), Math.max(total, 0));
            if (entries.isEmpty() || items.size() == before || offset >= total) {
                return new Listing<>(items, total, odd);
            }
            if (items.size() > MOST) {
                throw new LimitExceededException(
                        "airflow_too_many",
                        "The instance lists more than " + MOST + " " + field + "; that many are not taken.");
            }
        }
    }

    /** What the list has. */
    List<T> all() {
        return List.copyOf(items.values());
    }
}
