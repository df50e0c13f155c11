/** Reads the artifacts of a dbt project (manifest, catalog, run results, source freshness) as streams into what it asserts. */
@NullMarked
package io.datacapsule.ingest.dbt;

import org.jspecify.annotations.NullMarked;
