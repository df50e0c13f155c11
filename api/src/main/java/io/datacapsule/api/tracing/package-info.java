/** Spans of OpenTelemetry for requests and what is done for them, sent to a collector. */
@NullMarked
package io.datacapsule.api.tracing;

import org.jspecify.annotations.NullMarked;
