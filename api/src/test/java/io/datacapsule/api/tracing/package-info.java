/** A collector for tests, and what is tested without a server. */
@NullMarked
package io.datacapsule.api.tracing;

import org.jspecify.annotations.NullMarked;
