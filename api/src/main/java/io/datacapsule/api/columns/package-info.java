/** Columns over HTTP. */
@NullMarked
package io.datacapsule.api.columns;

import org.jspecify.annotations.NullMarked;
