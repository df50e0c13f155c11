/** What happens to the catalog when processes are killed, disks fill up and databases go away. */
@NullMarked
package io.datacapsule.api.fault;

import org.jspecify.annotations.NullMarked;
