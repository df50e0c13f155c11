/** The catalog as one archive that any server can take back: graph and tables at one point, checksummed. */
@NullMarked
package io.datacapsule.backup;

import org.jspecify.annotations.NullMarked;
