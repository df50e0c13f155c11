package io.datacapsule.api.catalog;

import io.datacapsule.graph.ChangeLog;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphLoader;
import io.datacapsule.graph.GraphQueries;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.Revision;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.telemetry.Telemetry;
import io.datacapsule.telemetry.Work;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** A graph store that tells of what is asked of it. */
final class ObservedGraphStore implements GraphStore {

    /** Commits of more rows than this are told apart: they take as long as what they write. */
    private static final int SMALL = 500;

    private final GraphStore store;
    private final Telemetry telemetry;

    ObservedGraphStore(GraphStore store, Telemetry telemetry) {
        this.store = store;
        this.telemetry = telemetry;
    }

    /** Questions that are told of as well. */
    static GraphQueries queries(GraphQueries queries, Telemetry telemetry) {
        return (query, parameters, limits) ->
                telemetry.observe(work("query"), () -> queries.ask(query, parameters, limits));
    }

    @Override
    public Revision load(GraphLoader loader) {
        return observe("load", () -> store.load(loader));
    }

    @Override
    public Revision commit(Revision base, List<GraphChange> changes) {
        long rows = changes.stream().mapToLong(GraphChange::size).sum();
        return observe(rows > SMALL ? "commit_large" : "commit", () -> store.commit(base, changes));
    }

    @Override
    public Optional<ChangeLog> changeLog() {
        return store.changeLog();
    }

    @Override
    public Set<UUID> committed(Collection<UUID> jobs) {
        return observe("committed", () -> store.committed(jobs));
    }

    @Override
    public Map<String, CapsuleDetails> details(Collection<String> capsuleUrns) {
        return observe("details", () -> store.details(capsuleUrns));
    }

    @Override
    public Revision revision() {
        return observe("revision", store::revision);
    }

    @Override
    public long unwrittenRows() {
        return store.unwrittenRows();
    }

    private <T> T observe(String operation, Supplier<T> question) {
        return telemetry.observe(work(operation), question);
    }

    private static Work work(String operation) {
        return new Work.Query("neo4j", operation);
    }

    @Override
    public void close() {
        store.close();
    }
}
