/** The record of who changed what. */
@NullMarked
package io.datacapsule.api.audit;

import org.jspecify.annotations.NullMarked;
