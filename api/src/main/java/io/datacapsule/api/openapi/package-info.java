/** The description of the API and its page. */
@NullMarked
package io.datacapsule.api.openapi;

import org.jspecify.annotations.NullMarked;
