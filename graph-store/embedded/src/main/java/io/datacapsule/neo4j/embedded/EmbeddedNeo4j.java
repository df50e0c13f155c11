package io.datacapsule.neo4j.embedded;

import io.datacapsule.neo4j.DirectAccess;
import io.datacapsule.neo4j.GraphEngine;
import io.datacapsule.neo4j.Neo4jConnection;
import io.datacapsule.neo4j.Neo4jGraphStore;
import java.net.URI;
import java.nio.file.Path;
import org.neo4j.graphdb.GraphDatabaseService;

/**
 * A Neo4j Community engine in this process, reachable over Bolt on the loopback interface alone, by a user whose password
 * lies in an owner-only file. It sends no usage data and opens no HTTP port. Safe for use by many threads.
 */
public final class EmbeddedNeo4j implements GraphEngine {

    private final EngineFiles files;
    private final EngineKeeper keeper;

    private EmbeddedNeo4j(EngineFiles files, EngineKeeper keeper) {
        this.files = files;
        this.keeper = keeper;
    }

    /**
     * Starts the engine on the store in {@code home/neo4j}, making one if there is none, and returns when it answers; what a
     * crash left behind is recovered first. If it fails later, it is started again by itself.
     *
     * @throws io.datacapsule.model.UnavailableException     if another process uses that store
     * @throws io.datacapsule.model.InternalFailureException if the folder cannot be used, or its disk is full
     */
    public static EmbeddedNeo4j start(Path home, EmbeddedOptions options) {
        EngineFiles files = EngineFiles.prepare(home);
        return new EmbeddedNeo4j(files, new EngineKeeper(files, options));
    }

    /** Where the Bolt connector listens; another port at every start of the process. */
    public URI boltUri() {
        return URI.create("bolt://127.0.0.1:" + keeper.engine().port());
    }

    /** The name of the one user. */
    public String username() {
        return EngineFiles.USER;
    }

    /** The password of the one user, as in {@code home/neo4j/password}. */
    public String password() {
        return files.password();
    }

    /** The database itself, for reading and writing without Bolt. */
    GraphDatabaseService databaseService() {
        return keeper.engine().database();
    }

    /** How {@link Neo4jGraphStore} reaches this engine over Bolt. */
    @Override
    public Neo4jConnection connection() {
        return new Neo4jConnection(boltUri(), username(), password());
    }

    @Override
    public DirectAccess directAccess() {
        return new EngineAccess(keeper);
    }

    /** Whether the database answers now. */
    public boolean isAvailable() {
        return keeper.isAvailable();
    }

    @Override
    public void close() {
        keeper.close();
    }

    @Override
    public String toString() {
        return "EmbeddedNeo4j[" + boltUri() + "]";
    }
}
