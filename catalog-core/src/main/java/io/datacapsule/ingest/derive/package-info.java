/** Column lineage at ingestion: what the SQL of a source tells of its columns, derived in parallel and only where it changed. */
@NullMarked
package io.datacapsule.ingest.derive;

import org.jspecify.annotations.NullMarked;
