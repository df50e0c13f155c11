/** Who may use the catalog: named keys and their roles. */
@NullMarked
package io.datacapsule.access;

import org.jspecify.annotations.NullMarked;
