package io.datacapsule.graph;

import io.datacapsule.graph.CatalogGraph.Applied;
import io.datacapsule.graph.CatalogGraph.Published;
import io.datacapsule.model.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The single writer behind {@link CatalogGraph}: a thread that drains a queue and commits in groups. Every change that is
 * taken is answered, also when the store is away and when the writer stops.
 */
final class GraphWriter implements AutoCloseable {

    private static final int GROUP_CHANGES = 512;
    private static final int SETTLING_PAUSE_MILLIS = 1_000;

    private final GroupCommit commits;
    private final LinkedBlockingQueue<ChangeRequest> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final ChangeRequest last = new ChangeRequest(graph -> GraphChange.NOTHING);
    private boolean closed;

    GraphWriter(GraphStore store, GraphSnapshot snapshot, Consumer<Published> publish) {
        this.commits = new GroupCommit(store, snapshot, publish);
        this.thread = Thread.ofPlatform().name("graph-writer").daemon().start(this::run);
    }

    GraphSnapshot snapshot() {
        return commits.snapshot();
    }

    int waiting() {
        return queue.size();
    }

    CompletableFuture<Applied> submit(Function<GraphSnapshot, GraphChange> change) {
        ChangeRequest request = new ChangeRequest(change);
        synchronized (last) {
            if (closed) {
                throw new UnavailableException("stopping", "The server is stopping and takes no more changes.");
            }
            queue.add(request);
        }
        return request.answer();
    }

    private void run() {
        List<ChangeRequest> group = new ArrayList<>();
        while (!group.contains(last)) {
            group.clear();
            ChangeRequest first = next();
            if (first == null) {
                commits.trySettle();
            } else {
                group.add(first);
                queue.drainTo(group, GROUP_CHANGES - 1);
                write(group);
            }
        }
    }

    /** Waits for the next change; null when there is none for a while and the outcome of an earlier one is not known. */
    private @Nullable ChangeRequest next() {
        while (true) {
            try {
                return commits.settled() ? queue.take() : queue.poll(SETTLING_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // nobody interrupts this thread; what is queued is still written
            }
        }
    }

    private void write(List<ChangeRequest> group) {
        try {
            List<ChangeRequest> rest =
                    group.stream().filter(request -> !request.equals(last)).toList();
            while (!rest.isEmpty()) {
                rest = commits.write(rest);
            }
        } catch (RuntimeException | Error e) {
            // who came meanwhile has waited for the same silence; asking again for each would make them wait in turn
            queue.drainTo(group);
            group.forEach(request -> request.fail(e));
        }
    }

    @Override
    public void close() {
        synchronized (last) {
            if (!closed) {
                closed = true;
                queue.add(last);
            }
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
