package io.datacapsule.bench;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.Page;
import io.datacapsule.query.CapsuleFilter;
import io.datacapsule.query.CapsuleQuery;
import io.datacapsule.query.CapsuleStatistics;
import io.datacapsule.query.CapsuleSummary;
import io.datacapsule.query.CatalogQueries;
import io.datacapsule.query.ColumnFilter;
import io.datacapsule.query.ColumnQuery;
import io.datacapsule.query.ColumnStatistics;
import io.datacapsule.query.ColumnView;
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
import org.openjdk.jmh.annotations.Warmup;

/** Pages of lists over a hundred thousand capsules and two million columns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx3g")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 2, time = 3)
public class ListBenchmark {

    private static final CapsuleFilter MARTS =
            new CapsuleFilter(null, "gold", null, "sales", null, true, null, null, null, null, null, null, null);
    private static final CapsuleFilter ORDERS =
            new CapsuleFilter("orders", null, null, null, null, null, null, null, null, null, null, null, null);
    private static final ColumnFilter PERSONAL =
            new ColumnFilter(null, null, null, null, "email", null, null, null, null);

    private final CatalogQueries queries = new CatalogQueries();
    private GraphSnapshot graph = GraphSnapshot.empty();

    /** Builds the graph. */
    @Setup
    public void load() {
        graph = Estate.of(100_000, 20);
    }

    /** The first fifty capsules by name. */
    @Benchmark
    public Page<CapsuleSummary> firstCapsules() {
        return queries.capsules(graph, new CapsuleQuery(CapsuleFilter.ALL, null, 50, 0));
    }

    /** Those of a layer and a domain with personal data. */
    @Benchmark
    public Page<CapsuleSummary> filteredCapsules() {
        return queries.capsules(graph, new CapsuleQuery(MARTS, null, 50, 0));
    }

    /** Those with a word in name or description, the latest first. */
    @Benchmark
    public Page<CapsuleSummary> searchedCapsulesByTime() {
        return queries.capsules(graph, new CapsuleQuery(ORDERS, "-updated_at", 50, 0));
    }

    /** Columns far down the list. */
    @Benchmark
    public Page<ColumnView> farColumns() {
        return queries.columns(graph, new ColumnQuery(ColumnFilter.ALL, null, 50, 1_000_000));
    }

    /** Columns with personal data of one kind, by name. */
    @Benchmark
    public Page<ColumnView> filteredColumns() {
        return queries.columns(graph, new ColumnQuery(PERSONAL, "name", 50, 0));
    }

    /** Figures of the capsules. */
    @Benchmark
    public CapsuleStatistics capsuleStatistics() {
        return CapsuleStatistics.of(graph);
    }

    /** Figures of the columns. */
    @Benchmark
    public ColumnStatistics columnStatistics() {
        return ColumnStatistics.of(graph);
    }
}
