package io.datacapsule.bench;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.search.CatalogSearch;
import io.datacapsule.search.SearchAnswer;
import io.datacapsule.search.SearchRequest;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Searches in a hundred thousand capsules of twenty columns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
public class SearchBenchmark {

    /** How a person searches. */
    public enum Kind {
        /** A whole name. */
        NAME,
        /** The beginning of a name, as it is typed. */
        PREFIX,
        /** Two words that many names hold. */
        WORDS,
        /** One word that very many names hold. */
        COMMON,
        /** A word with a letter wrong. */
        TYPO,
        /** The name of a column that every second capsule has. */
        COLUMN,
        /** One letter, the first that is typed. */
        LETTER,
        /** Nothing that there is. */
        NOTHING
    }

    /** Capsules in the graph. */
    @Param("100000")
    public int capsules;

    /** How to search. */
    @Param({"NAME", "PREFIX", "WORDS", "COMMON", "TYPO", "COLUMN", "LETTER", "NOTHING"})
    public Kind kind;

    private final Random random = new Random(7);
    private CatalogGraph graph;
    private CatalogSearch search;

    /** Builds graph and index and waits for them. */
    @Setup(Level.Trial)
    public void load() throws InterruptedException {
        graph = CatalogGraph.open(new EstateStore(capsules, 20));
        search = CatalogSearch.over(graph);
        while (!search.search(SearchRequest.of("x", 1)).complete()) {
            Thread.sleep(100);
        }
    }

    /** Lets go of both. */
    @TearDown(Level.Trial)
    public void close() {
        search.close();
        graph.close();
    }

    /** The first twenty hits. */
    @Benchmark
    public SearchAnswer search() {
        return search.search(SearchRequest.of(text(), 20));
    }

    private String text() {
        GraphSnapshot snapshot = graph.snapshot();
        String name = snapshot.name(NodeKind.CAPSULE, random.nextInt(snapshot.rows(NodeKind.CAPSULE)));
        String[] words = name.split("_");
        return switch (kind) {
            case NAME -> name;
            case PREFIX -> name.substring(0, 4 + random.nextInt(name.length() - 8));
            case WORDS -> words[1] + " " + words[2];
            case COMMON -> words[2];
            case TYPO -> words[2].substring(0, 2) + words[2].substring(3);
            case COLUMN -> "warehouse_code";
            case LETTER -> words[2].substring(0, 1);
            case NOTHING -> "qwxz" + random.nextInt(1000);
        };
    }
}
