/** Lineage over HTTP. */
@NullMarked
package io.datacapsule.api.lineage;

import org.jspecify.annotations.NullMarked;
