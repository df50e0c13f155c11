package io.datacapsule.graph;

import io.datacapsule.graph.CatalogGraph.Cause;
import io.datacapsule.graph.ChangeLog.Entry;
import io.datacapsule.graph.ChangeLog.Turn;
import io.datacapsule.model.UnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings the state that is seen after the store. Used by the writer's thread. */
final class GraphFollower {

    private static final System.Logger LOG = System.getLogger(GraphFollower.class.getName());
    private static final Turn NONE = () -> {};

    private final GraphStore store;
    private final Optional<ChangeLog> log;
    private final ShownGraph shown;
    private final Duration every;
    private boolean alone;
    private volatile long followedAt = System.nanoTime();

    /** What was found in the store. */
    enum Found {
        /** Nothing new. */
        NOTHING,
        /** New states, among them one that was committed here. */
        OWN,
        /** New states, all committed by others. */
        OTHERS,
        /** New states; who committed them cannot be told. */
        UNCLEAR
    }

    GraphFollower(GraphStore store, ShownGraph shown, Duration every) {
        this.store = store;
        this.log = store.changeLog();
        this.shown = shown;
        this.every = every;
    }

    /** How often others should be looked after; empty if there are none. */
    Optional<Duration> every() {
        return log.map(others -> every);
    }

    /** How long ago it was last known that nothing is missing. */
    Duration lag() {
        return log.isEmpty() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - followedAt);
    }

    /** Takes over what is new, if it is time to and the store answers. */
    void followIfDue() {
        if (log.isPresent() && lag().compareTo(every) > 0) {
            try {
                follow();
            } catch (UnavailableException e) {
                // a commit will tell
            }
        }
    }

    /** Takes over what is new. */
    Found follow() {
        long now = System.nanoTime();
        Found found = log.isPresent() ? follow(log.get()) : compare();
        followedAt = now;
        return found;
    }

    private Found compare() {
        Revision before = shown.snapshot().revision();
        if (store.revision().equals(before)) {
            return Found.NOTHING;
        }
        shown.reload();
        return shown.snapshot().revision().equals(before.next()) ? Found.OWN : Found.UNCLEAR;
    }

    private Found follow(ChangeLog others) {
        Found found = Found.NOTHING;
        while (true) {
            Optional<List<Entry>> entries = others.since(shown.snapshot().revision());
            if (entries.isEmpty()) {
                LOG.log(Level.INFO, "the log of changes does not reach back: the graph is loaded again");
                shown.reload();
                return Found.UNCLEAR;
            }
            if (entries.get().isEmpty()) {
                return found;
            }
            if (!apply(entries.get())) {
                return Found.UNCLEAR;
            }
            if (found != Found.OWN) {
                found = entries.get().stream().anyMatch(Entry::own) ? Found.OWN : Found.OTHERS;
            }
        }
    }

    private boolean apply(List<Entry> entries) {
        List<GraphChange> changes = new ArrayList<>();
        GraphSnapshot next;
        try {
            SnapshotEditor editor = new SnapshotEditor(shown.snapshot());
            // as the store took it: what it was told to remove may have gone with something else
            FittingChange fitting = new FittingChange(editor);
            for (Entry entry : entries) {
                entry.changes().forEach(fitting::apply);
                changes.addAll(entry.changes());
            }
            next = editor.freeze(entries.getLast().revision());
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "a change that was committed elsewhere cannot be taken over: the graph is loaded again",
                    e);
            shown.reload();
            return false;
        }
        shown.show(next, changes, Cause.FOLLOWED);
        return true;
    }

    /** Waits until nobody else writes; what they wrote is taken over. */
    Turn turn() {
        if (log.isEmpty() || alone) {
            return NONE;
        }
        Turn turn = log.get().turn();
        alone = true;
        Turn mine = () -> {
            alone = false;
            turn.close();
        };
        try {
            follow();
            return mine;
        } catch (RuntimeException | Error e) {
            mine.close();
            throw e;
        }
    }
}
