/** Answers that are kept, for what is not read from the snapshot as fast as it can be. */
@NullMarked
package io.datacapsule.api.cache;

import org.jspecify.annotations.NullMarked;
