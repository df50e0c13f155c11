package io.datacapsule.access;

import io.datacapsule.model.Page;
import java.util.Optional;

/**
 * The keys that were handed out. Safe for use by many threads; every method throws
 * {@link io.datacapsule.model.UnavailableException} while the store is away.
 */
public interface AccessKeys {

    /** Keeps a new key, unless there is one of that name: then nothing changes and the answer is false. */
    boolean add(AccessKey key);

    /** The key with that hash, expired or not. */
    Optional<AccessKey> findByHash(String hash);

    /** A slice of all keys, by name. */
    Page<AccessKey> list(int limit, int offset);

    /** Takes the key of that name away, or else the one of that id, and answers what it was. */
    Optional<AccessKey> remove(String nameOrId);
}
