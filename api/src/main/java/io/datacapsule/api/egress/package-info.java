/** Decides which hosts the server may call for somebody, and which environment variables it may read for somebody. */
@NullMarked
package io.datacapsule.api.egress;

import org.jspecify.annotations.NullMarked;
