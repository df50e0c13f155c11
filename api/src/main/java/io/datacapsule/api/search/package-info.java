/** Search over HTTP. */
@NullMarked
package io.datacapsule.api.search;

import org.jspecify.annotations.NullMarked;
