/** Full-text search over the capsules of a snapshot, kept up with the graph. */
@NullMarked
package io.datacapsule.search;

import org.jspecify.annotations.NullMarked;
