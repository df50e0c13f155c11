/** The connections to Redis, which may be away at any time. */
@NullMarked
package io.datacapsule.api.redis;

import org.jspecify.annotations.NullMarked;
