package io.datacapsule.graph;

import io.datacapsule.graph.CatalogGraph.Applied;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The single writer behind {@link CatalogGraph}: a thread that drains a queue and commits in groups. Every change that is
 * taken is answered, also when the store is away and when the writer stops.
 */
final class GraphWriter implements AutoCloseable {

    private static final int GROUP_CHANGES = 512;
    private static final Duration SETTLING_PAUSE = Duration.ofSeconds(1);

    private final ShownGraph shown;
    private final GraphFollower follower;
    private final GroupCommit commits;
    private final LinkedBlockingQueue<ChangeRequest> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final ChangeRequest last = nothing();
    private final ChangeRequest look = nothing();
    private boolean closed;

    GraphWriter(GraphStore store, ShownGraph shown, Duration followEvery) {
        this.shown = shown;
        this.follower = new GraphFollower(store, shown, followEvery);
        this.commits = new GroupCommit(store, shown, follower);
        this.thread = Thread.ofPlatform().name("graph-writer").daemon().start(this::run);
    }

    GraphSnapshot snapshot() {
        return shown.snapshot();
    }

    int waiting() {
        return queue.size();
    }

    private static ChangeRequest nothing() {
        return new ChangeRequest(graph -> GraphChange.NOTHING, false, Telemetry.Place.NOWHERE);
    }

    Duration lag() {
        return follower.lag();
    }

    /** Looks soon for what others wrote. */
    void follow() {
        if (follower.every().isPresent() && !queue.contains(look)) {
            queue.add(look);
        }
    }

    CompletableFuture<Applied> submit(ChangeRequest request) {
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
            if (first == null || first.equals(look)) {
                commits.tryFollow();
            } else {
                group.add(first);
                queue.drainTo(group, GROUP_CHANGES - 1);
                write(group);
            }
        }
    }

    /** Waits for the next change; null when there is none for so long that it is time to look what is new in the store. */
    private @Nullable ChangeRequest next() {
        while (true) {
            try {
                Duration pause = follower.every().orElse(SETTLING_PAUSE);
                return commits.settled() && follower.every().isEmpty()
                        ? queue.take()
                        : queue.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // nobody interrupts this thread; what is queued is still written
            }
        }
    }

    private void write(List<ChangeRequest> group) {
        if (group.contains(look)) {
            commits.tryFollow();
        }
        try {
            List<ChangeRequest> rest = group.stream()
                    .filter(request -> !request.equals(last) && !request.equals(look))
                    .toList();
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
