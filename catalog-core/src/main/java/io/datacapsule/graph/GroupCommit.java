package io.datacapsule.graph;

import io.datacapsule.graph.CatalogGraph.Applied;
import io.datacapsule.graph.CatalogGraph.Published;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commits changes in groups, publishes the state that results and answers who asked. When a commit breaks off, it asks the
 * store what became of it; until the store tells, nothing else is written, so that nothing happens twice. Used by the writer's
 * thread; the snapshot may be read by any.
 */
final class GroupCommit {

    private static final int GROUP_ROWS = 20_000;

    private record Computed(ChangeRequest request, GraphChange change) {}

    private final GraphStore store;
    private final Consumer<Published> publish;
    private volatile GraphSnapshot snapshot;
    private boolean settled = true;

    GroupCommit(GraphStore store, GraphSnapshot snapshot, Consumer<Published> publish) {
        this.store = store;
        this.snapshot = snapshot;
        this.publish = publish;
    }

    GraphSnapshot snapshot() {
        return snapshot;
    }

    /** Whether the outcome of every commit so far is known. */
    boolean settled() {
        return settled;
    }

    /** Asks the store once more for the outcome of a commit that broke off. */
    void trySettle() {
        try {
            settle();
        } catch (RuntimeException e) {
            // still away; whoever wants to write gets the error, and readers keep the state that is known
        }
    }

    /**
     * Writes as many of the requests as fit one transaction, answers these and gives back the others.
     *
     * @throws RuntimeException if the store is away, which whoever is not answered yet should be told
     */
    List<ChangeRequest> write(List<ChangeRequest> requests) {
        settle();
        GraphSnapshot before = snapshot;
        GraphSnapshot seen = before;
        SnapshotEditor editor = new SnapshotEditor(before);
        List<Computed> computed = new ArrayList<>();
        boolean stale = false;
        int taken = 0;
        int rows = 0;
        while (taken < requests.size() && rows < GROUP_ROWS) {
            ChangeRequest request = requests.get(taken++);
            if (stale) {
                seen = editor.freeze(before.revision().next());
                stale = false;
            }
            GraphChange change = compute(request, seen);
            if (change != null && !change.isEmpty()) {
                try {
                    editor.apply(change);
                } catch (RuntimeException e) {
                    request.fail(e);
                    return requests.stream()
                            .filter(other -> !other.equals(request))
                            .toList();
                }
                stale = true;
                rows += change.size();
            }
            if (change != null) {
                computed.add(new Computed(request, change));
            }
        }
        finish(before, stale ? editor.freeze(before.revision().next()) : seen, computed);
        return requests.subList(taken, requests.size());
    }

    private static @Nullable GraphChange compute(ChangeRequest request, GraphSnapshot on) {
        if (request.answer().isDone()) {
            return null;
        }
        try {
            return request.change().apply(on);
        } catch (RuntimeException | Error e) {
            request.fail(e);
            return null;
        }
    }

    private void finish(GraphSnapshot before, GraphSnapshot after, List<Computed> computed) {
        List<GraphChange> changes = computed.stream()
                .map(Computed::change)
                .filter(change -> !change.isEmpty())
                .toList();
        if (changes.isEmpty()) {
            answer(computed, before);
            return;
        }
        Revision committed;
        try {
            committed = store.commit(changes);
        } catch (UnavailableException e) {
            throw e;
        } catch (CatalogException e) {
            refused(computed, e);
            return;
        } catch (RuntimeException | Error e) {
            brokenOff(before, after, computed, e);
            return;
        }
        if (committed.equals(after.revision())) {
            show(new Published(before, after, changes, false));
        } else {
            // somebody else wrote to the store as well
            settle(computed, new IllegalStateException("revision " + committed + " instead of " + after.revision()));
        }
        answer(computed, snapshot);
    }

    /** What the commit of a group threw says that nothing was written. */
    private void refused(List<Computed> computed, Throwable reason) {
        if (computed.size() == 1 || DiskFull.caused(reason)) {
            fail(computed, reason);
        } else {
            // one change spoils the group: write each on its own, so that only that one fails
            computed.forEach(each -> write(List.of(each.request)));
        }
    }

    /** The commit ended in a way that does not tell whether it happened. */
    private void brokenOff(GraphSnapshot before, GraphSnapshot after, List<Computed> computed, Throwable reason) {
        settle(computed, reason);
        Revision now = snapshot.revision();
        if (now.equals(after.revision())) {
            answer(computed, snapshot);
        } else if (!now.equals(before.revision())) {
            fail(computed, unknown(reason));
        } else if (DiskFull.caused(reason)) {
            fail(
                    computed,
                    new InternalFailureException(
                            DiskFull.CODE,
                            "The disk of the graph database is full; nothing was changed. Free some space and try again.",
                            reason));
        } else if (reason instanceof CommitUnknownException) {
            fail(
                    computed,
                    new UnavailableException(
                            "graph_unavailable",
                            "The graph database went away while the change was written; nothing was changed. Try again.",
                            reason));
        } else {
            refused(computed, reason);
        }
    }

    /** Asks what became of the group; if that cannot be told yet, its callers are told so. */
    private void settle(List<Computed> computed, Throwable reason) {
        settled = false;
        try {
            settle();
        } catch (RuntimeException e) {
            fail(computed, unknown(reason));
            throw e;
        }
    }

    /** If the outcome of a commit is not known: asks the store, and loads the graph again if it moved. */
    private void settle() {
        if (!settled) {
            GraphSnapshot before = snapshot;
            if (!store.revision().equals(before.revision())) {
                show(new Published(before, SnapshotLoader.load(store), List.of(), true));
            }
            settled = true;
        }
    }

    private void show(Published published) {
        snapshot = published.after();
        publish.accept(published);
    }

    private static void answer(List<Computed> computed, GraphSnapshot shown) {
        computed.forEach(each -> each.request.answer().complete(new Applied(each.change, shown)));
    }

    private static void fail(List<Computed> computed, Throwable reason) {
        computed.forEach(each -> each.request.fail(reason));
    }

    private static UnavailableException unknown(Throwable reason) {
        return new UnavailableException(
                "graph_commit_unknown",
                "The graph database went away while the change was written; whether it was is not known yet. "
                        + "Read it again before you repeat it.",
                reason);
    }
}
