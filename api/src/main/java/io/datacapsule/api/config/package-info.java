/** What the operator sets by environment variables, read once at the start. */
@NullMarked
package io.datacapsule.api.config;

import org.jspecify.annotations.NullMarked;
