/** Errors as RFC 9457 problem details, from one place. */
@NullMarked
package io.datacapsule.api.problem;

import org.jspecify.annotations.NullMarked;
