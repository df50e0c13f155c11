/** The graph in memory, the changes that lead from one revision to the next, and the store that keeps it. */
@NullMarked
package io.datacapsule.graph;

import org.jspecify.annotations.NullMarked;
