package io.datacapsule.api.catalog;

import java.util.Optional;

/**
 * A store that is open.
 *
 * @param store  the store
 * @param engine the database of our own behind it, if it is one
 */
record OpenStore<S extends AutoCloseable>(S store, Optional<AutoCloseable> engine) {

    /** Closes the store, then stops the engine. */
    void close() {
        Databases.close(store);
        engine.ifPresent(Databases::close);
    }
}
