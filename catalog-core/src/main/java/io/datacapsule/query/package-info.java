/** Answers lists, single nodes and figures of the catalog from a snapshot of the graph. */
@NullMarked
package io.datacapsule.query;

import org.jspecify.annotations.NullMarked;
