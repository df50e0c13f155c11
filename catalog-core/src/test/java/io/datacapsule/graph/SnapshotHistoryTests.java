package io.datacapsule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a graph, its snapshot shows what plain maps hold, and what a store would load. */
class SnapshotHistoryTests {

    private static final int STEPS = 60;

    private record Past(GraphSnapshot snapshot, GraphContents model) {}

    private final InMemoryGraphStore store = new InMemoryGraphStore();
    private final List<Node> ever = new ArrayList<>();
    private final List<Past> kept = new ArrayList<>();

    private GraphChange change(GraphContents on, Random random) {
        GraphChange change = RandomChanges.next(on, random);
        ever.addAll(change.created());
        return change;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void showsWhatPlainMapsHoldAfterAnyHistory(long seed) {
        Random random = new Random(seed);
        GraphSnapshot snapshot = SnapshotLoader.load(store);
        for (int step = 0; step < STEPS; step++) {
            GraphContents before = GraphContents.of(store);
            if (random.nextInt(3) == 0) {
                abandon(snapshot, before, random);
            }
            snapshot = group(snapshot, random);
            GraphContents after = GraphContents.of(store);
            SnapshotCheck.same(snapshot, after, ever);
            if (random.nextInt(10) == 0) {
                kept.add(new Past(snapshot, after));
                SnapshotCheck.same(SnapshotLoader.load(store), after, ever);
            }
        }
        assertThat(kept).isNotEmpty().allSatisfy(past -> SnapshotCheck.same(past.snapshot, past.model, ever));
    }

    /** One to four changes, committed together. */
    private GraphSnapshot group(GraphSnapshot before, Random random) {
        SnapshotEditor editor = new SnapshotEditor(before);
        List<GraphChange> changes = new ArrayList<>();
        GraphContents contents = GraphContents.of(store);
        for (int i = random.nextInt(4); i >= 0; i--) {
            GraphChange change = change(contents, random);
            InMemoryGraphStore trial = RandomChanges.copy(contents);
            trial.commit(List.of(change));
            contents = GraphContents.of(trial);
            changes.add(change);
            editor.apply(change);
            if (random.nextBoolean()) {
                SnapshotCheck.same(editor.freeze(Revision.NONE.next()), contents.at(Revision.NONE.next()), ever);
            }
        }
        return editor.freeze(store.commit(changes));
    }

    /** A version that was computed and read, and then not committed. */
    private void abandon(GraphSnapshot before, GraphContents contents, Random random) {
        GraphChange lost = change(contents, random);
        InMemoryGraphStore trial = RandomChanges.copy(contents);
        trial.commit(List.of(lost));
        SnapshotEditor editor = new SnapshotEditor(before);
        editor.apply(lost);
        GraphSnapshot never = editor.freeze(before.revision().next());
        SnapshotCheck.same(never, GraphContents.of(trial).at(never.revision()), ever);
    }
}
