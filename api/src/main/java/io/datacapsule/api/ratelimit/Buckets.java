package io.datacapsule.api.ratelimit;

import io.datacapsule.api.config.Rate;

/** Where calls are counted. Safe for use by many threads. */
interface Buckets {

    /** Counts a call in the bucket of that name, unless it is empty. */
    Verdict take(String name, Rate rate);

    /** Does not count one call that was. */
    void giveBack(String name, Rate rate);
}
