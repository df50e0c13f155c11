package io.datacapsule.backup;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each line, from the last archive to the first, whether it counts: the group must be there at the end, and none of the
 * archives that were read before may have it. Makes sure that what counts is what the last archive says is there. Used by one thread.
 */
final class ChainFold {

    private final @Nullable CatalogState state;
    private final Sum.Digests digests = new Sum.Digests();
    private final Set<GroupKey> decided = new HashSet<>();
    private final Map<GroupKey, Sum> present = new HashMap<>();

    /** Everything counts if no state is known, as before format 2. */
    ChainFold(@Nullable CatalogState state) {
        this.state = state;
    }

    /** Whether what belongs to that group counts. */
    boolean counts(GroupKey key) {
        return state == null || (state.has(key) && !decided.contains(key));
    }

    /** The same for a line, which is summed up. */
    boolean takes(GroupKey key, Lines line) {
        if (!counts(key)) {
            return false;
        }
        if (state != null) {
            present.merge(key, digests.of(line.bytes(), line.start(), line.length()), Sum::plus);
        }
        return true;
    }

    /** Says that the lines of one archive are through. */
    void endArchive() {
        present.forEach((key, sum) -> {
            if (state != null && !state.has(key, sum)) {
                throw BackupFailures.invalid(
                        BackupManifest.Part.STATE, 0, "'" + key.key() + "' of " + key.set() + " is not what it says");
            }
        });
        decided.addAll(present.keySet());
        present.clear();
    }

    /** Says that all archives are through. */
    void end() {
        if (state != null && decided.size() != state.size()) {
            throw BackupFailures.invalid(
                    BackupManifest.Part.STATE,
                    0,
                    "of " + state.size() + " nodes and rows that it names " + decided.size() + " are there");
        }
    }
}
