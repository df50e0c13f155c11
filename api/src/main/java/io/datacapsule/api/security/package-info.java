/** Who may call: API keys, and the headers that tell browsers what not to do. */
@NullMarked
package io.datacapsule.api.security;

import org.jspecify.annotations.NullMarked;
