package io.datacapsule.api.catalog;

import io.datacapsule.api.config.Version;
import io.datacapsule.backup.CatalogBackup;
import io.datacapsule.backup.CatalogRestore;
import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphQueries;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.Revision;
import io.datacapsule.ingest.IngestionService;
import io.datacapsule.jdbc.RelationalStore;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.search.CatalogSearch;
import io.datacapsule.sql.SqlLineage;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The catalog that this server serves, from before it is loaded until after it is closed. Its parts are there once it is
 * {@link #ready}; asking earlier gives the same answer as any store that is away. Safe for use by many threads.
 */
public final class Catalog {

    private final CompletableFuture<CatalogParts> opening = new CompletableFuture<>();
    private volatile @Nullable CatalogParts parts;
    private volatile boolean stopping;

    /** Whether the graph is loaded and jobs are taken. */
    public boolean ready() {
        return parts != null && !stopping;
    }

    /** The graph, to write to it. */
    public CatalogGraph graph() {
        return parts().graph();
    }

    /** The present state of the graph. */
    public GraphSnapshot snapshot() {
        return parts().graph().snapshot();
    }

    /**
     * Whether both the present state of the graph and its store are of that revision, so that what the store was asked since
     * that state was looked at is of it too. Asks the store if others may write to it.
     */
    public boolean standsAt(Revision revision) {
        CatalogParts known = parts();
        return known.graph().snapshot().revision().equals(revision)
                && (known.graphStore().changeLog().isEmpty()
                        || known.graphStore().revision().equals(revision));
    }

    /** The store behind the graph, for what is read one at a time. */
    public GraphStore graphStore() {
        return parts().graphStore();
    }

    /** Ingestion as jobs. */
    public IngestionService ingestion() {
        return parts().ingestion();
    }

    /** Finds capsules by words. */
    public CatalogSearch search() {
        return parts().search();
    }

    /** Column lineage of SQL. */
    public SqlLineage sql() {
        return parts().sql();
    }

    /** Questions in Cypher to the store. */
    public GraphQueries cypher() {
        return parts().databases().cypher();
    }

    /** Questions in Gremlin to the graph in memory. */
    public GraphQueries gremlin() {
        return parts().gremlin();
    }

    /** Writes all of it to an archive. */
    public CatalogBackup backup() {
        CatalogParts known = parts();
        return new CatalogBackup(
                known.graph(), known.graphStore(), known.relational().tables(), Clock.systemUTC(), Version.TEXT);
    }

    /** Makes it that of an archive. */
    public CatalogRestore restore() {
        CatalogParts known = parts();
        return new CatalogRestore(
                known.graph(), known.graphStore(), known.relational().tables(), known.ingestion());
    }

    /** The record of what happened. */
    public RelationalStore relational() {
        return parts().relational();
    }

    /** Says that everything is there. */
    public void opened(CatalogParts opened) {
        parts = opened;
        opening.complete(opened);
    }

    /** Does something as soon as everything is there, or at once if it is. */
    public void whenOpened(Consumer<CatalogParts> work) {
        var _ = opening.thenAccept(work);
    }

    /** Says that nothing is taken any more. */
    public void stopping() {
        stopping = true;
    }

    /**
     * Why nothing can be answered now.
     *
     * @throws UnavailableException {@code loading} or {@code stopping}, unless the catalog is ready
     */
    public void requireReady() {
        parts();
    }

    private CatalogParts parts() {
        CatalogParts known = parts;
        if (stopping) {
            throw new UnavailableException("stopping", "The server is stopping.");
        }
        if (known == null) {
            throw new UnavailableException(
                    "loading", "The server is starting and loads its graph; try again in a moment.");
        }
        return known;
    }
}
