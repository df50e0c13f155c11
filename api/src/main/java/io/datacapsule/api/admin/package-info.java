/** What administrators do to the catalog as a whole. */
@NullMarked
package io.datacapsule.api.admin;

import org.jspecify.annotations.NullMarked;
