package io.datacapsule.graph;

import io.datacapsule.graph.CatalogGraph.Applied;
import io.datacapsule.graph.CatalogGraph.Published;
import io.datacapsule.model.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The single writer behind {@link CatalogGraph}: a thread that drains a queue and commits in groups. */
final class GraphWriter implements AutoCloseable {

    private static final int GROUP_CHANGES = 512;
    private static final int GROUP_ROWS = 20_000;

    private record Request(Function<GraphSnapshot, GraphChange> change, CompletableFuture<Applied> answer) {}

    private record Computed(Request request, GraphChange change) {}

    private final GraphStore store;
    private final Consumer<Published> publish;
    private final LinkedBlockingQueue<Request> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final Request last = new Request(graph -> GraphChange.NOTHING, new CompletableFuture<>());
    private volatile GraphSnapshot snapshot;
    private volatile boolean closed;
    private boolean unsettled;

    GraphWriter(GraphStore store, GraphSnapshot snapshot, Consumer<Published> publish) {
        this.store = store;
        this.snapshot = snapshot;
        this.publish = publish;
        this.thread = Thread.ofPlatform().name("graph-writer").daemon().start(this::run);
    }

    GraphSnapshot snapshot() {
        return snapshot;
    }

    int waiting() {
        return queue.size();
    }

    CompletableFuture<Applied> submit(Function<GraphSnapshot, GraphChange> change) {
        Request request = new Request(change, new CompletableFuture<>());
        if (closed) {
            throw new UnavailableException("stopping", "The server is stopping and takes no more changes.");
        }
        queue.add(request);
        return request.answer;
    }

    private void run() {
        List<Request> group = new ArrayList<>();
        boolean stop = false;
        while (!stop) {
            try {
                group.add(queue.take());
                queue.drainTo(group, GROUP_CHANGES - 1);
                stop = group.remove(last);
                write(group);
            } catch (InterruptedException e) {
                // nobody interrupts this thread; what is queued is still written
            } finally {
                group.clear();
            }
        }
    }

    private void write(List<Request> group) {
        List<Request> rest = group;
        while (!rest.isEmpty()) {
            rest = writeSome(rest);
        }
    }

    /** Writes as many of the requests as fit one transaction and answers the others. */
    private List<Request> writeSome(List<Request> requests) {
        List<Computed> computed = new ArrayList<>();
        GraphSnapshot before = snapshot;
        int taken = 0;
        try {
            settle();
            before = snapshot;
            GraphSnapshot after = before;
            SnapshotEditor editor = new SnapshotEditor(before);
            int rows = 0;
            while (taken < requests.size() && rows < GROUP_ROWS) {
                Request request = requests.get(taken++);
                GraphChange change = compute(request, after);
                if (change != null) {
                    if (!change.isEmpty()) {
                        editor.apply(change);
                        after = editor.freeze(before.revision().next());
                        rows += change.size();
                    }
                    computed.add(new Computed(request, change));
                }
            }
            commit(before, after, computed);
        } catch (RuntimeException | Error e) {
            failed(List.copyOf(requests.subList(0, Math.max(taken, 1))), e);
        }
        return requests.subList(Math.max(taken, 1), requests.size());
    }

    private static @Nullable GraphChange compute(Request request, GraphSnapshot on) {
        try {
            return request.change.apply(on);
        } catch (RuntimeException | Error e) {
            request.answer.completeExceptionally(e);
            return null;
        }
    }

    private void commit(GraphSnapshot before, GraphSnapshot after, List<Computed> computed) {
        List<GraphChange> changes = computed.stream()
                .map(Computed::change)
                .filter(c -> !c.isEmpty())
                .toList();
        if (!changes.isEmpty()) {
            unsettled = true;
            Revision committed = store.commit(changes);
            unsettled = false;
            if (!committed.equals(after.revision())) {
                throw new IllegalStateException(
                        "the store went to revision " + committed + " instead of " + after.revision());
            }
            show(new Published(before, after, changes, false));
        }
        computed.forEach(c -> c.request.answer.complete(new Applied(c.change, after)));
    }

    /** After a commit whose fate is unknown: asks the store, and loads the graph again if it moved. */
    private void settle() {
        if (!unsettled) {
            return;
        }
        GraphSnapshot before = snapshot;
        if (!store.revision().equals(before.revision())) {
            show(new Published(before, SnapshotLoader.load(store), List.of(), true));
        }
        unsettled = false;
    }

    private void show(Published published) {
        snapshot = published.after();
        publish.accept(published);
    }

    private void failed(List<Request> taken, Throwable e) {
        if (taken.size() > 1 && !(e instanceof UnavailableException) && !(e instanceof CommitUnknownException)) {
            // one change spoils the group: write each on its own, so that only that one fails
            taken.stream().filter(request -> !request.answer.isDone()).forEach(r -> writeSome(List.of(r)));
            return;
        }
        Throwable told = e instanceof CommitUnknownException
                ? new UnavailableException(
                        "graph_commit_unknown",
                        "The graph database went away while the change was written; whether it was is not known yet. "
                                + "Read it again before you repeat it.",
                        e)
                : e;
        taken.forEach(request -> request.answer.completeExceptionally(told));
    }

    @Override
    public void close() {
        closed = true;
        queue.add(last);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.forEach(r -> r.answer.completeExceptionally(
                new UnavailableException("stopping", "The server is stopping and takes no more changes.")));
    }
}
