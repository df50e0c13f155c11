package io.datacapsule.bench;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphLoader;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.Revision;
import io.datacapsule.model.CapsuleDetails;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A store that holds an {@link Estate} and takes every change without keeping it. */
final class EstateStore implements GraphStore {

    private final int capsules;
    private final int columns;
    private Revision revision = new Revision(1);

    EstateStore(int capsules, int columns) {
        this.capsules = capsules;
        this.columns = columns;
    }

    @Override
    public Revision load(GraphLoader loader) {
        Estate.load(loader, capsules, columns);
        return revision;
    }

    @Override
    public Revision commit(Revision base, List<GraphChange> changes) {
        revision = revision.next();
        return revision;
    }

    @Override
    public Set<UUID> committed(Collection<UUID> jobs) {
        return Set.of();
    }

    @Override
    public Map<String, CapsuleDetails> details(Collection<String> capsuleUrns) {
        return Map.of();
    }

    @Override
    public Revision revision() {
        return revision;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
