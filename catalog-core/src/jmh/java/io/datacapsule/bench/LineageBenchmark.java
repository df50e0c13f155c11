package io.datacapsule.bench;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.lineage.Direction;
import io.datacapsule.lineage.Lineage;
import io.datacapsule.lineage.LineageAnswer;
import io.datacapsule.lineage.LineageLimits;
import io.datacapsule.lineage.LineageQuery;
import io.datacapsule.lineage.LineageService;
import io.datacapsule.model.NodeKind;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Lineage five deep around random capsules out of a hundred thousand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx3g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 4)
public class LineageBenchmark {

    /** Capsules in the graph. */
    @Param("100000")
    public int capsules;

    /** Which way to walk. */
    @Param({"UPSTREAM", "DOWNSTREAM", "BOTH"})
    public Direction direction;

    private final LineageService service = new LineageService(LineageLimits.DEFAULTS);
    private final Random random = new Random(7);
    private GraphSnapshot graph = GraphSnapshot.empty();

    /** Builds the graph. */
    @Setup
    public void load() {
        graph = Estate.of(capsules, 1);
    }

    /** The rows and edges alone. */
    @Benchmark
    public Lineage walk() {
        int root = random.nextInt(graph.rows(NodeKind.CAPSULE));
        return service.walk(graph, LineageQuery.ofCapsule(root, direction, 5, 5_000));
    }

    /** With what the API answers of each node. */
    @Benchmark
    public LineageAnswer answer() {
        return LineageAnswer.of(walk());
    }
}
