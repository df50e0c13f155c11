package io.datacapsule.backup;

import io.datacapsule.backup.BackupManifest.Part;
import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes the catalog as one archive while it is used. Graph and tables are those of one moment: nothing is written to the graph
 * while that moment lasts, which is as long as it takes to read the large properties from the store; reads go on, and the rest is
 * written from the immutable snapshot and from one transaction. Safe for any number of threads.
 */
public final class CatalogBackup {

    private final CatalogGraph graph;
    private final GraphStore store;
    private final BackupTables tables;
    private final Clock clock;
    private final String version;

    /** A backup of that graph with its store and tables, by that version of the program. */
    public CatalogBackup(CatalogGraph graph, GraphStore store, BackupTables tables, Clock clock, String version) {
        this.graph = graph;
        this.store = store;
        this.tables = tables;
        this.clock = clock;
        this.version = version;
    }

    /** The moment that is written: what cannot be asked for later is in the archive already. */
    private record Moment(GraphSnapshot snapshot, BackupTables.View view, Set<UUID> committedJobs)
            implements AutoCloseable {

        @Override
        public void close() {
            view.close();
        }
    }

    /**
     * Writes the archive, to local storage rather than to a caller who may be slow, and leaves the stream open.
     *
     * @throws IOException if the stream takes no more
     * @throws io.datacapsule.model.UnavailableException if a store is away
     */
    public BackupManifest writeTo(OutputStream out) throws IOException {
        ArchiveWriter archive = new ArchiveWriter(out);
        try (Moment moment = graph.whileStill(snapshot -> seize(snapshot, archive))) {
            GraphLines lines = new GraphLines(moment.snapshot());
            archive.part(Part.NODES, List.of(), lines::nodes);
            archive.part(Part.EDGES, List.of(), lines::edges);
            TableLayout layout = tables.layout();
            for (var table : new TreeMap<>(layout.tables()).entrySet()) {
                archive.part(
                        Part.ofTable(table.getKey()),
                        table.getValue(),
                        rows -> moment.view().copy(table.getKey(), rows));
            }
            BackupManifest manifest = new BackupManifest(
                    BackupManifest.FORMAT,
                    version,
                    clock.instant(),
                    moment.snapshot().revision().number(),
                    layout.schema(),
                    counts(moment.snapshot(), archive.parts()),
                    moment.committedJobs(),
                    archive.parts());
            archive.finish(manifest);
            return manifest;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Moment seize(GraphSnapshot snapshot, ArchiveWriter archive) {
        BackupTables.View view = tables.view();
        try {
            Set<UUID> open = view.openJobs();
            Set<UUID> committed = open.isEmpty() ? Set.of() : store.committed(open);
            archive.part(Part.DETAILS, List.of(), out -> new GraphLines(snapshot).details(out, store::details));
            return new Moment(snapshot, view, committed);
        } catch (IOException e) {
            view.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            view.close();
            throw e;
        }
    }

    private static Map<String, Long> counts(GraphSnapshot snapshot, List<Part> parts) {
        Map<String, Long> counts = new TreeMap<>();
        for (NodeKind kind : NodeKind.values()) {
            counts.put(kind.label(), (long) snapshot.count(kind));
        }
        for (Relation relation : Relation.values()) {
            long edges = 0;
            for (int row = 0; row < snapshot.rows(relation.from()); row++) {
                edges += snapshot.out(relation).degree(row);
            }
            counts.put(relation.name(), edges);
        }
        parts.stream().filter(Part::isTable).forEach(part -> counts.put(part.table(), part.lines()));
        return counts;
    }
}
