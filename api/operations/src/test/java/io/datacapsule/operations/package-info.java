/** The packaged server as it is operated: its runbook typed line by line, and databases that die under load. */
@NullMarked
package io.datacapsule.operations;

import org.jspecify.annotations.NullMarked;
