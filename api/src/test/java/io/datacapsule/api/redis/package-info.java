/** What the server does with a Redis that comes and goes. */
@NullMarked
package io.datacapsule.api.redis;

import org.jspecify.annotations.NullMarked;
