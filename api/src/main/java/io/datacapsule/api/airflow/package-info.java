/** Asks Airflow instances of version 2 and 3 for their metadata, over HTTP. */
@NullMarked
package io.datacapsule.api.airflow;

import org.jspecify.annotations.NullMarked;
