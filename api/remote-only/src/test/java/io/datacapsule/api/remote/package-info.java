/** The server as {@code -Premote-only} builds it: without a graph engine on its class path. */
@NullMarked
package io.datacapsule.api.remote;

import org.jspecify.annotations.NullMarked;
