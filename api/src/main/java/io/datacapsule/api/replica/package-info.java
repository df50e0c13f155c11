/** What servers that share their stores tell each other directly. */
@NullMarked
package io.datacapsule.api.replica;

import org.jspecify.annotations.NullMarked;
