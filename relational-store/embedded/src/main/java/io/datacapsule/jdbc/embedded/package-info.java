/** A real PostgreSQL, brought along as binaries, started and kept running below one data folder. */
@NullMarked
package io.datacapsule.jdbc.embedded;

import org.jspecify.annotations.NullMarked;
