package io.datacapsule.api.observability;

import io.datacapsule.api.cache.AnswerCache;
import io.micrometer.core.instrument.FunctionCounter;
import org.springframework.stereotype.Component;

/** How often an answer was kept and so spared work, since the start of this server. */
@Component
final class CacheMeters {

    CacheMeters(Metrics metrics, AnswerCache cache) {
        FunctionCounter.builder("dab.cache.hits", cache, AnswerCache::hits)
                .description("Answers that were kept and found")
                .register(metrics.registry());
        FunctionCounter.builder("dab.cache.misses", cache, AnswerCache::misses)
                .description("Answers that were looked for and had to be worked out")
                .register(metrics.registry());
    }
}
