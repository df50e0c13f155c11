/** Ingestion over HTTP: artifacts by path or by upload, and the jobs that read them. */
@NullMarked
package io.datacapsule.api.ingest;

import org.jspecify.annotations.NullMarked;
