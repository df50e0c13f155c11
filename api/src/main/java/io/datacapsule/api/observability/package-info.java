/** How the server does, for operators: metrics and the log of requests. */
@NullMarked
package io.datacapsule.api.observability;

import org.jspecify.annotations.NullMarked;
