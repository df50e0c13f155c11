/** The graph as a whole over HTTP: exports and questions. */
@NullMarked
package io.datacapsule.api.graph;

import org.jspecify.annotations.NullMarked;
