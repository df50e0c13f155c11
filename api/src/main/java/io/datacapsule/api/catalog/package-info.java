/** The running catalog: its databases, its graph and the services over them, started and stopped as a whole. */
@NullMarked
package io.datacapsule.api.catalog;

import org.jspecify.annotations.NullMarked;
