package io.datacapsule.backup;

import io.datacapsule.backup.BackupManifest.Part;
import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.model.ConflictException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the parts of one archive: of a moment, and if there is a base only the groups and rows that it does not have. */
final class BackupRun {

    private final GraphStore store;
    private final BackupTables tables;
    private final ArchiveWriter archive;
    private final @Nullable BackupBase base;
    private final CatalogState state = new CatalogState();
    private final Map<String, Long> rows = new HashMap<>();
    private long unchanged;

    BackupRun(GraphStore store, BackupTables tables, ArchiveWriter archive, @Nullable BackupBase base) {
        this.store = store;
        this.tables = tables;
        this.archive = archive;
        this.base = base;
    }

    /** The moment that is written: what cannot be asked for later is in the archive already. */
    record Moment(GraphSnapshot snapshot, Set<UUID> committedJobs, Map<String, Long> rows) {}

    private record Seized(
            GraphSnapshot snapshot,
            BackupTables.View view,
            Set<UUID> committedJobs,
            @Nullable GraphSums sums) implements AutoCloseable {

        @Override
        public void close() {
            view.close();
        }
    }

    /** Writes all parts. */
    Moment write(CatalogGraph graph) throws IOException {
        // done again while writers wait only if the graph moves meanwhile
        GraphSums before = base == null ? null : GraphSums.of(graph.snapshot());
        try (Seized moment = graph.whileStill(snapshot -> seize(snapshot, before))) {
            graph(moment);
            for (var table : new TreeMap<>(tables.layout().tables()).entrySet()) {
                table(moment.view(), table.getKey(), table.getValue());
            }
            requireSameCatalog();
            archive.part(Part.STATE, List.of(), state::writeTo);
            return new Moment(moment.snapshot(), moment.committedJobs(), rows);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Seized seize(GraphSnapshot snapshot, @Nullable GraphSums before) {
        BackupTables.View view = tables.view();
        try {
            Set<UUID> open = view.openJobs();
            Set<UUID> committed = open.isEmpty() ? Set.of() : store.committed(open);
            GraphSums sums = before == null || before.graph() == snapshot ? before : GraphSums.of(snapshot);
            archive.part(
                    Part.DETAILS,
                    List.of(),
                    out -> new GraphLines(snapshot, groups(sums)).details(out, store::details));
            return new Seized(snapshot, view, committed, sums);
        } catch (IOException e) {
            view.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            view.close();
            throw e;
        }
    }

    private GraphLines.Groups groups(@Nullable GraphSums sums) {
        return base == null || sums == null ? GraphLines.Groups.ALL : sums.otherThan(base.state());
    }

    private void graph(Seized moment) throws IOException {
        GraphSums known = moment.sums();
        GraphSums sums = known == null ? new GraphSums(moment.snapshot()) : known;
        GraphLines.Groups groups = groups(known);
        GraphLines lines = new GraphLines(moment.snapshot(), groups);
        GraphLines.Sink summing = known == null ? sums : (kind, row, bytes, length) -> {};
        archive.part(Part.NODES, List.of(), out -> lines.nodes(summing.andWritten(out)));
        archive.part(Part.EDGES, List.of(), out -> lines.edges(summing.andWritten(out)));
        sums.addTo(state);
    }

    /** Rows have random keys or times in them: another catalog has none of them. */
    private void requireSameCatalog() {
        if (base != null && base.manifest().rows() > 0 && unchanged == 0) {
            throw new ConflictException(
                    "backup_base_foreign",
                    "No row of the backup of " + base.manifest().createdAt()
                            + " is in this catalog: it is another one's. Write a whole backup, to another folder.");
        }
    }

    private void table(BackupTables.View view, String table, List<String> columns) throws IOException {
        archive.part(Part.ofTable(table), columns, out -> {
            RowSums sums = new RowSums(table, state, base == null ? null : base.state(), out);
            long all = view.copy(table, sums);
            rows.put(table, all);
            unchanged += all - sums.passed();
            return sums.passed();
        });
    }
}
