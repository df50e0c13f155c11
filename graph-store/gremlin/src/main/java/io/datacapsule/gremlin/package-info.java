/** A read-only Gremlin view of the snapshot in memory, and questions in Gremlin text to it. */
@NullMarked
package io.datacapsule.gremlin;

import org.jspecify.annotations.NullMarked;
