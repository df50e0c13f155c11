package io.datacapsule.backup;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes the catalog as one archive while it is used: all of it, or what differs from an earlier archive. Graph and tables are those of one moment: nothing is written to the graph
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

    /**
     * Writes the archive, to local storage rather than to a caller who may be slow, and leaves the stream open.
     *
     * @param id   of the archive, fresh and random
     * @param base an earlier archive, if only what differs from it is to be written, whichever way that came about
     * @throws IOException if the stream takes no more
     * @throws io.datacapsule.model.UnavailableException if a store is away
     */
    public BackupManifest writeTo(OutputStream out, UUID id, Optional<BackupBase> base) throws IOException {
        ArchiveWriter archive = new ArchiveWriter(out);
        BackupRun.Moment moment = new BackupRun(store, tables, archive, base.orElse(null)).write(graph);
        BackupManifest manifest = new BackupManifest(
                BackupManifest.FORMAT,
                id,
                version,
                clock.instant(),
                moment.snapshot().revision().number(),
                tables.layout().schema(),
                counts(moment),
                moment.committedJobs(),
                base.map(BackupBase::bases).orElse(List.of()),
                archive.parts());
        archive.finish(manifest);
        return manifest;
    }

    private static Map<String, Long> counts(BackupRun.Moment moment) {
        GraphSnapshot snapshot = moment.snapshot();
        Map<String, Long> counts = new TreeMap<>(moment.rows());
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
        return counts;
    }
}
