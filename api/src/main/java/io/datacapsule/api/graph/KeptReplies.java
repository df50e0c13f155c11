package io.datacapsule.api.graph;

import io.datacapsule.api.cache.AnswerCache;
import io.datacapsule.api.cache.CacheKey;
import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.graph.QueryController.Reply;
import io.datacapsule.graph.GraphQueryLimits;
import io.datacapsule.graph.Revision;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replies to questions in Cypher that are asked again. Only complete ones are kept, and only of questions whose answer depends on
 * nothing but the graph: none that names the time or chance, calls a procedure or a function of a namespace, or has comments or
 * escaped characters, which could hide that. (Gremlin is answered from memory anyway.) A reply is kept if the graph stood at one revision all the while.
 */
@Component
class KeptReplies {

    private static final Pattern CHANGING = Pattern.compile(
            "(?i)\\\\u|/[*/]|[.]\\s*[`\\w]+\\s*\\(|\\b(call|show|rand|randomuuid|timestamp|date|time|datetime|localtime|localdatetime)\\b");

    private final Catalog catalog;
    private final AnswerCache cache;
    private final JsonMapper json;

    KeptReplies(Catalog catalog, AnswerCache cache, JsonMapper json) {
        this.catalog = catalog;
        this.cache = cache;
        this.json = json;
    }

    /** The reply that was kept, else the one that is worked out now. */
    Reply of(String query, Map<String, Object> parameters, GraphQueryLimits limits, Supplier<Reply> work) {
        if (!repeatable(query)) {
            return work.get();
        }
        Revision revision = catalog.snapshot().revision();
        // sorted, so that the order in which they were written does not matter
        String values = json.writeValueAsString(new TreeMap<>(parameters));
        CacheKey key = cache.key("query", revision, Arrays.asList(query, values, limits.rows()));
        Optional<byte[]> known = cache.find(key);
        if (known.isPresent()) {
            return json.readValue(known.get(), Reply.class);
        }
        Reply reply = work.get();
        if (reply.complete() && catalog.standsAt(revision)) {
            keep(key, reply);
        }
        return reply;
    }

    /** Whether a question has one answer for each state of the graph. */
    static boolean repeatable(String query) {
        return !CHANGING.matcher(query).find();
    }

    private void keep(CacheKey key, Reply reply) {
        try {
            cache.keep(key, OutputStream.nullOutputStream(), out -> json.writeValue(out, reply));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
