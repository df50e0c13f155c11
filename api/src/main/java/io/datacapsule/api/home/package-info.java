/** The folder that holds all state of a server: who may use it, and what a running server says of itself there. */
@NullMarked
package io.datacapsule.api.home;

import org.jspecify.annotations.NullMarked;
