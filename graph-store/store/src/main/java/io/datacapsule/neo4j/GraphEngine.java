package io.datacapsule.neo4j;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** A Neo4j that runs within this process. Safe for use by many threads. */
public interface GraphEngine extends AutoCloseable {

    /** Starts engines; a build that carries one names it as a service. */
    interface Starter {

        /**
         * Starts the engine on its store below {@code home}, making one if there is none, and returns when it answers.
         *
         * @throws io.datacapsule.model.CatalogException if that is impossible; the message says why
         */
        GraphEngine start(Path home);
    }

    /** The engine that this build carries, if it carries one. */
    static Optional<Starter> carried() {
        return ServiceLoader.load(Starter.class).findFirst();
    }

    /** How it is reached over Bolt. */
    Neo4jConnection connection();

    /** A way around Bolt. */
    DirectAccess directAccess();

    /** Stops it; everything committed is on disk. Idempotent. */
    @Override
    void close();
}
