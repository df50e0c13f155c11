/** Follows data upstream and downstream through a snapshot of the graph. */
@NullMarked
package io.datacapsule.lineage;

import org.jspecify.annotations.NullMarked;
