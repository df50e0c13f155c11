/** The record of who changed what. */
@NullMarked
package io.datacapsule.audit;

import org.jspecify.annotations.NullMarked;
