/** What the catalog tells of its work while it does it, for metrics and traces. */
@NullMarked
package io.datacapsule.telemetry;

import org.jspecify.annotations.NullMarked;
