package io.datacapsule.bench;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import io.datacapsule.ingest.Asserted;
import io.datacapsule.ingest.DiffOptions;
import io.datacapsule.ingest.GraphDiff;
import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.ingest.SourceGraph;
import io.datacapsule.ingest.derive.LineageDerivation;
import io.datacapsule.sql.SqlLimits;
import io.datacapsule.sql.SqlLineage;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The column lineage of a project of 10,000 models with 20 columns each, in chains of a hundred. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx3g")
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class LineageDerivationBenchmark {

    private static final int CHAINS = 100;
    private static final int LENGTH = 100;
    private static final int COLUMNS = 20;

    private static final IngestProgress NOBODY = new IngestProgress() {
        @Override
        public void at(String stage, long done, long expected) {
            // nobody watches
        }

        @Override
        public void warn(JobWarning warning) {
            throw new IllegalStateException(warning.message());
        }
    };

    private final SqlLineage engine = new SqlLineage(SqlLimits.DEFAULT);
    private final LineageDerivation derivation = new LineageDerivation(engine::derive);
    private SourceGraph source = Asserted.by("shop").build();
    private GraphSnapshot graph = GraphSnapshot.empty();

    /** Writes the project, and the graph that holds it already. */
    @Setup
    public void write() {
        Asserted project = Asserted.by("shop");
        for (int chain = 0; chain < CHAINS; chain++) {
            for (int model = 0; model < LENGTH; model++) {
                String name = "m_" + chain + "_" + model;
                project.model(name);
                for (int column = 0; column < COLUMNS; column++) {
                    project.column("column_" + column, "text");
                }
                if (model > 0) {
                    String before = "m_" + chain + "_" + (model - 1);
                    project.upstream(before).sql(sql(before));
                }
            }
        }
        source = project.build();
        graph = graph.apply(
                GraphDiff.between(
                                graph,
                                derivation.derive(source, graph, NOBODY),
                                DiffOptions.KEEP,
                                new UUID(0, 1),
                                Instant.EPOCH)
                        .change(),
                new Revision(1));
    }

    private static String sql(String before) {
        StringBuilder sql = new StringBuilder("with source as (\n    select * from db.main." + before + "\n)\nselect\n");
        for (int column = 0; column < COLUMNS; column++) {
            String name = "column_" + column;
            sql.append(column == 0 ? "    " : ",\n    ")
                    .append(column % 3 == 0 ? "lower(trim(" + name + "))" : name)
                    .append(" as ")
                    .append(name);
        }
        return sql.append("\nfrom source\n").toString();
    }

    /** The first time. */
    @Benchmark
    public SourceGraph first() {
        return derivation.derive(source, GraphSnapshot.empty(), NOBODY);
    }

    /** Once more, when nothing changed. */
    @Benchmark
    public SourceGraph again() {
        return derivation.derive(source, graph, NOBODY);
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        derivation.close();
        engine.close();
    }
}
