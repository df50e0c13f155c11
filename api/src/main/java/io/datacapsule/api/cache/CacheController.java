package io.datacapsule.api.cache;

import io.datacapsule.api.web.AuditNote;
import io.datacapsule.model.UnavailableException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/cache")
@Tag(name = "Cache", description = "Answers that are kept.")
class CacheController {

    private final AnswerCache cache;

    CacheController(AnswerCache cache) {
        this.cache = cache;
    }

    /**
     * How the cache does.
     *
     * @param store   where answers are kept: {@code memory}, {@code redis}, or {@code none} if that is turned off
     * @param status  {@code connected}, or {@code disconnected} while Redis is away
     * @param answers how many are kept, of all servers that share them
     * @param hits    how many this server found since its start
     * @param misses  how many it looked for in vain
     * @param hitRate part of those found, from 0 to 1; 0 if none was looked for
     */
    record Stats(String store, String status, long answers, long hits, long misses, double hitRate) {}

    /**
     * What is forgotten.
     *
     * @param cleared how many answers
     */
    record Cleared(long cleared) {}

    @GetMapping("/stats")
    @Operation(summary = "What is kept, and how often that spared work")
    Stats stats() {
        CacheStore.State state = cache.store().state();
        long hits = cache.hits();
        long misses = cache.misses();
        return new Stats(
                state.kind(),
                state.here() ? "connected" : "disconnected",
                state.answers(),
                hits,
                misses,
                hits + misses == 0 ? 0 : (double) hits / (hits + misses));
    }

    @DeleteMapping
    @Operation(
            summary = "Forget answers",
            description = "Never needed for answers to be right, except after a Neo4j of your own was put back to an"
                    + " earlier state.")
    Cleared clear(
            @RequestParam(name = "pattern", required = false)
                    @Parameter(description = "of keys, with * and ?; default all", example = "dcs:export:*")
                    @Nullable
                    String pattern,
            @Parameter(hidden = true) HttpServletRequest request) {
        KeyPattern keys = pattern == null ? KeyPattern.ALL : KeyPattern.of(pattern);
        AuditNote note = AuditNote.on(request).target(keys.text());
        long cleared = cache.store()
                .clear(keys)
                .orElseThrow(() -> new UnavailableException("cache_unavailable", "Redis is away; try again later."));
        note.say("cleared", cleared);
        return new Cleared(cleared);
    }
}
