/** How the server does, for operators: metrics. */
@NullMarked
package io.datacapsule.api.observability;

import org.jspecify.annotations.NullMarked;
