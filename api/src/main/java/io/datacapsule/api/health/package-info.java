/** Whether the server lives, is ready, and what it is connected to. */
@NullMarked
package io.datacapsule.api.health;

import org.jspecify.annotations.NullMarked;
