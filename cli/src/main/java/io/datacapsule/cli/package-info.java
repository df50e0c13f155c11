/** The {@code dab} command: one class per verb, a thin client of the HTTP API, and the starter of the server. */
@NullMarked
package io.datacapsule.cli;

import org.jspecify.annotations.NullMarked;
