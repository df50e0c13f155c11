/** How often a caller may call. */
@NullMarked
package io.datacapsule.api.ratelimit;

import org.jspecify.annotations.NullMarked;
