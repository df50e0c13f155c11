package io.datacapsule.graph;

import io.datacapsule.graph.CatalogGraph.Applied;
import io.datacapsule.graph.CatalogGraph.Cause;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.telemetry.Telemetry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commits changes in groups, publishes the state that results and answers who asked. When a commit breaks off, it asks the
 * store what became of it; until the store tells, nothing else is written, so that nothing happens twice. Used by the writer's
 * thread; the snapshot may be read by any.
 */
final class GroupCommit {

    private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());
    private static final int GROUP_ROWS = 20_000;
    private static final int MOST_AGAIN = 3;
    private static final Duration AGAIN_FOR = Duration.ofSeconds(1);

    private record Computed(ChangeRequest request, GraphChange change) {}

    private final GraphStore store;
    private final ShownGraph shown;
    private final GraphFollower follower;
    private boolean settled = true;
    private boolean moved;

    GroupCommit(GraphStore store, ShownGraph shown, GraphFollower follower) {
        this.store = store;
        this.shown = shown;
        this.follower = follower;
    }

    /** Whether the outcome of every commit so far is known. */
    boolean settled() {
        return settled;
    }

    /** Takes over what is new in the store, the outcome of a commit that broke off included. */
    void tryFollow() {
        try {
            settle();
        } catch (UnavailableException e) {
            // away; whoever wants to write gets the error, and readers keep the state that is known
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "what is new in the store could not be taken over; that is tried again", e);
        }
    }

    /**
     * Writes as many of the requests as fit one transaction, answers these and gives back the others: all of them if the store
     * moved meanwhile.
     *
     * @throws RuntimeException if the store is away, which whoever is not answered yet should be told
     */
    List<ChangeRequest> write(List<ChangeRequest> requests) {
        if (!settled) {
            settle();
        }
        if (moved || requests.stream().anyMatch(ChangeRequest::still)) {
            // who was outrun once goes first the next time, however long it computes
            try (var _ = follower.turn()) {
                return writeAfterOthers(requests);
            }
        }
        follower.followIfDue();
        return writeAfterOthers(requests);
    }

    private List<ChangeRequest> writeAfterOthers(List<ChangeRequest> requests) {
        moved = false;
        GraphSnapshot before = shown.snapshot();
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
        return moved ? requests : requests.subList(taken, requests.size());
    }

    private static @Nullable GraphChange compute(ChangeRequest request, GraphSnapshot on) {
        if (request.answer().isDone()) {
            return null;
        }
        try {
            return request.compute(on);
        } catch (RuntimeException | Error e) {
            request.fail(e);
            return null;
        }
    }

    /** The work that the first of the changes is a part of. */
    private static Telemetry.Place asked(List<Computed> computed) {
        return computed.stream()
                .filter(one -> !one.change().isEmpty())
                .findFirst()
                .map(one -> one.request().place())
                .orElse(Telemetry.Place.NOWHERE);
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
        try {
            asked(computed).within(() -> store.commit(before.revision(), changes));
        } catch (GraphMovedException e) {
            follower.follow();
            moved = true;
            return;
        } catch (UnavailableException e) {
            throw e;
        } catch (CatalogException e) {
            refused(computed, e);
            return;
        } catch (RuntimeException | Error e) {
            brokenOff(computed, e);
            return;
        }
        shown.show(after, changes, Cause.COMMITTED);
        answer(computed, after);
    }

    /** What the commit of a group threw says that nothing was written. */
    private void refused(List<Computed> computed, Throwable reason) {
        if (computed.size() == 1 || DiskFull.caused(reason)) {
            fail(computed, reason);
        } else {
            // one change spoils the group: write each on its own, so that only that one fails
            computed.forEach(each -> writeAlone(each.request));
        }
    }

    private void writeAlone(ChangeRequest request) {
        List<ChangeRequest> rest = List.of(request);
        while (!rest.isEmpty()) {
            rest = write(rest);
        }
    }

    /** The commit ended in a way that does not tell whether it happened. */
    private void brokenOff(List<Computed> computed, Throwable reason) {
        switch (settle(computed, reason)) {
            case OWN -> answer(computed, shown.snapshot());
            case UNCLEAR -> fail(computed, BrokenCommit.unknown(reason));
            case NOTHING, OTHERS -> notCommitted(computed, reason);
        }
    }

    private void notCommitted(List<Computed> computed, Throwable reason) {
        if (DiskFull.caused(reason) || reason instanceof CommitUnknownException) {
            fail(computed, BrokenCommit.nothingChanged(reason));
        } else {
            refused(computed, reason);
        }
    }

    /**
     * Asks what became of the group; if that cannot be told yet, its callers are told so. Connections that broke together with the
     * one of the commit are found out by being used.
     */
    private GraphFollower.Found settle(List<Computed> computed, Throwable reason) {
        settled = false;
        long end = System.nanoTime() + AGAIN_FOR.toNanos();
        for (int again = 0; ; again++) {
            try {
                return settle();
            } catch (RuntimeException e) {
                if (!(e instanceof UnavailableException) || again == MOST_AGAIN || System.nanoTime() > end) {
                    fail(computed, BrokenCommit.unknown(reason));
                    throw e;
                }
            }
        }
    }

    private GraphFollower.Found settle() {
        GraphFollower.Found found = follower.follow();
        settled = true;
        return found;
    }

    private static void answer(List<Computed> computed, GraphSnapshot shown) {
        computed.forEach(each -> each.request.answer().complete(new Applied(each.change, shown)));
    }

    private static void fail(List<Computed> computed, Throwable reason) {
        computed.forEach(each -> each.request.fail(reason));
    }
}
