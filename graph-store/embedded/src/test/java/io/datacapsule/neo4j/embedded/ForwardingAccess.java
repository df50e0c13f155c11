package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphLoader;
import io.datacapsule.graph.Revision;
import io.datacapsule.neo4j.DirectAccess;
import java.util.Collection;
import java.util.UUID;

/** Does what another one does; a test replaces what it wants to go wrong. */
abstract class ForwardingAccess implements DirectAccess {

    private final DirectAccess real;

    ForwardingAccess(DirectAccess real) {
        this.real = real;
    }

    @Override
    public void requireReady(long rows) {
        real.requireReady(rows);
    }

    @Override
    public Revision load(GraphLoader loader) {
        return real.load(loader);
    }

    @Override
    public Revision commit(Revision base, GraphChange change, Collection<UUID> jobs) {
        return real.commit(base, change, jobs);
    }

    @Override
    public Parts parts() {
        return real.parts();
    }
}
