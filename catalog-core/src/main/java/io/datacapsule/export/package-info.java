/** Writes the property graph, or a part of it, in the formats of other tools. */
@NullMarked
package io.datacapsule.export;

import org.jspecify.annotations.NullMarked;
