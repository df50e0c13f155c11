/** Takes what is stored away again, all of it or a set of it. */
@NullMarked
package io.datacapsule.reset;

import org.jspecify.annotations.NullMarked;
