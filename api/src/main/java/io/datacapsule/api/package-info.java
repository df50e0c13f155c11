/** The server: its start, its end, and the commands that need its parts. */
@NullMarked
package io.datacapsule.api;

import org.jspecify.annotations.NullMarked;
