package io.datacapsule.neo4j.embedded;

import io.datacapsule.neo4j.GraphEngine;
import java.nio.file.Path;

/** Starts {@link EmbeddedNeo4j} with what suits most machines. Public because the service loader asks for it. */
public final class EmbeddedNeo4jStarter implements GraphEngine.Starter {

    @Override
    public GraphEngine start(Path home) {
        return EmbeddedNeo4j.start(home, EmbeddedOptions.defaults());
    }
}
