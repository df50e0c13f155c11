/** Feeds a copy of the graph as rows, for tools that ask in SQL. */
@NullMarked
package io.datacapsule.reporting;

import org.jspecify.annotations.NullMarked;
