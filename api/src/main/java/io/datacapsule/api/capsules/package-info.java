/** Capsules over HTTP: lists, figures, single ones. */
@NullMarked
package io.datacapsule.api.capsules;

import org.jspecify.annotations.NullMarked;
