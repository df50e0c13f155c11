/** Makes of what an Airflow instance tells of its DAGs, tasks and assets what it asserts about the catalog. */
@NullMarked
package io.datacapsule.ingest.airflow;

import org.jspecify.annotations.NullMarked;
