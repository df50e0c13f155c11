/** Ingestion: from what a source asserts to the change that the graph needs, as a job that survives a crash. */
@NullMarked
package io.datacapsule.ingest;

import org.jspecify.annotations.NullMarked;
