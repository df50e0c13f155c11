package io.datacapsule.ingest.derive;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.AssertedLineage;
import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.SourceGraph;
import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.ingest.ToldLineage;
import io.datacapsule.model.LineageState;
import io.datacapsule.sql.ColumnLineage;
import io.datacapsule.sql.Dialect;
import io.datacapsule.sql.Query;
import io.datacapsule.sql.TableName;
import io.datacapsule.sql.Unresolved;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Derives the column lineage of all models and snapshots of a source, in the order of their dependencies, as many at a time as
 * there are cores. What the graph holds already, by the checksum of the SQL and of the columns that it reads, is not derived
 * again. Where the source tells the lineage of a capsule itself, its pairs of columns count and the SQL only says how values change.
 * SQL that cannot be understood costs a warning. Safe for any number of threads; they share the cores.
 */
public final class LineageDerivation implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LineageDerivation.class.getName());
    private static final String STAGE = "deriving";
    private static final long TICK_MILLIS = 200;

    private final Function<Query, ColumnLineage> engine;
    private final ExecutorService pool;

    /** A derivation by an engine that many threads may use. */
    public LineageDerivation(Function<Query, ColumnLineage> engine) {
        this.engine = engine;
        this.pool = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform()
                        .daemon()
                        .priority(Thread.MIN_PRIORITY)
                        .name("lineage-", 0)
                        .factory());
    }

    /**
     * The source with the column lineage of its capsules, and with the columns that only SQL tells, of origin {@code sql}: those
     * that a model without a catalog yields, and those that SQL reads of a table whose columns are not known. A capsule without
     * compiled SQL tells nothing, unless the source tells its lineage itself.
     *
     * @throws java.util.concurrent.CancellationException if {@code progress} says so
     */
    public SourceGraph derive(SourceGraph source, GraphSnapshot graph, IngestProgress progress) {
        Work work = new Work(source, graph);
        List<Dataset> all = new ArrayList<>();
        work.datasets.all().forEach(dataset -> {
            if (dataset.hasSql() || source.told().containsKey(dataset.urn())) {
                all.add(dataset);
            }
        });
        if (all.isEmpty()) {
            return source;
        }
        int done = 0;
        for (List<Dataset> level : Levels.of(all, work.datasets)) {
            done = run(level, work, progress, done, all.size());
        }
        List<AssertedCapsule> capsules = new ArrayList<>(source.capsules().size());
        LineageWarnings warnings = new LineageWarnings(progress);
        for (Dataset dataset : work.datasets.all()) {
            AssertedLineage lineage = work.lineage.get(dataset);
            capsules.add(dataset.asserted().with(DerivedNodes.of(dataset, source.source()), lineage));
            if (lineage != null) {
                warnings.add(dataset, lineage.known() ? dataset.known() : lineage.state());
            }
        }
        warnings.tell();
        return source.with(capsules);
    }

    /** Derives what does not depend on each other. */
    private int run(List<Dataset> level, Work work, IngestProgress progress, int before, int expected) {
        List<Future<?>> tasks = new ArrayList<>(level.size());
        int done = before;
        try {
            for (Dataset dataset : level) {
                tasks.add(pool.submit(() -> work.derive(dataset, engine)));
            }
            for (Future<?> task : tasks) {
                await(task, progress, done, expected);
                progress.at(STAGE, ++done, expected);
            }
        } finally {
            tasks.forEach(task -> task.cancel(true));
        }
        return done;
    }

    private static void await(Future<?> task, IngestProgress progress, int done, int expected) {
        while (true) {
            try {
                task.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                progress.at(STAGE, done, expected);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }
    }

    /** One source while it is worked on. */
    private static final class Work {

        private final SourceGraph source;
        private final Datasets datasets;
        private final Dialect dialect;
        private final LineageChecksum checksums;
        private final Map<Dataset, AssertedLineage> lineage = new ConcurrentHashMap<>();

        Work(SourceGraph source, GraphSnapshot graph) {
            this.source = source;
            this.datasets = new Datasets(source, graph);
            this.dialect = Dialect.of(source.dialect());
            this.checksums = new LineageChecksum(dialect.name(), datasets.all());
        }

        void derive(Dataset dataset, Function<Query, ColumnLineage> engine) {
            List<Dataset> read = datasets.read(dataset);
            @Nullable ToldLineage told = source.told().get(dataset.urn());
            LineageState known = dataset.known();
            if (upToDate(known, dataset, read, told)) {
                lineage.put(dataset, AssertedLineage.known(known));
                return;
            }
            Scope scope = new Scope(datasets, read);
            DatasetLineage sql = new DatasetLineage(dataset, scope, parsed(dataset, scope, engine), source.source());
            AssertedLineage bySql = sql.assertion(checksums.of(dataset, read, scope.wide()), source.toldAt());
            lineage.put(
                    dataset,
                    told == null
                            ? bySql
                            : new ToldEdges(dataset, datasets, source.source()).assertion(told, sql.derived(), bySql));
        }

        private ColumnLineage parsed(Dataset dataset, Scope scope, Function<Query, ColumnLineage> engine) {
            if (!dataset.hasSql()) {
                return new ColumnLineage(List.of(), List.of(), List.of(), List.of(), List.of(), true);
            }
            String sql = InlinedModels.cut(
                    dataset.sql(), name -> datasets.ephemeral(name).isPresent());
            TableName name = dataset.name();
            return told(engine, new Query(sql, dialect, name.database(), name.schema(), scope), dataset);
        }

        /** A mistake of the engine costs the lineage of one dataset. */
        private static ColumnLineage told(Function<Query, ColumnLineage> engine, Query query, Dataset dataset) {
            try {
                return engine.apply(query);
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "the SQL of " + dataset.urn() + " could not be read for lineage", e);
                Unresolved failed =
                        new Unresolved("", Unresolved.Reason.PARSE_ERROR, "the server failed at it; see its log", 0, 0);
                return new ColumnLineage(List.of(), List.of(), List.of(), List.of(), List.of(failed), false);
            }
        }

        private boolean upToDate(LineageState known, Dataset dataset, List<Dataset> read, @Nullable ToldLineage told) {
            @Nullable String checksum = known.checksum();
            return checksum != null
                    && !DatasetLineage.hasty(known.reason())
                    && checksums.matches(checksum, dataset, read, told);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
