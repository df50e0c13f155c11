package io.datacapsule.export;

import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import io.datacapsule.model.Relation;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Times every format over a random graph, to be run by hand: {@code ExportBenchmark [capsules] [columns of each]}. Columns are
 * written where there are any.
 */
final class ExportBenchmark {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ExportBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int capsules = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int columns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        GraphExport export =
                GraphExport.of(random(capsules, columns), new ExportScope(null, columns > 0, columns > 0, true));
        System.out.printf(
                "%d nodes, %d edges%n",
                export.graph().vertexSet().size(), export.graph().edgeSet().size());
        for (ExportFormat format : ExportFormat.values()) {
            long bytes = 0;
            StringBuilder times = new StringBuilder();
            for (int run = 0; run < 6; run++) {
                Counter out = new Counter();
                long wall = System.nanoTime();
                long cpu = THREADS.getCurrentThreadCpuTime();
                export.write(format, out);
                times.append(' ')
                        .append((THREADS.getCurrentThreadCpuTime() - cpu) / 1_000_000)
                        .append('/')
                        .append((System.nanoTime() - wall) / 1_000_000);
                bytes = out.bytes;
            }
            System.out.printf("%-8s %,12d bytes, ms of CPU/clock:%s%n", format.wireName(), bytes, times);
        }
    }

    private static GraphSnapshot random(int capsules, int columns) {
        Random random = new Random(1);
        Changes change = Changes.of().create(Changes.domain("sales"));
        for (int i = 0; i < capsules; i++) {
            String name = "model_with_a_usual_name_" + i;
            change.create(Changes.capsule(name, "One row per order line, as it was when it was loaded; number " + i));
            change.create(Changes.edge(
                    Relation.IN_DOMAIN,
                    Changes.urn(name),
                    Changes.domain("sales").urn(),
                    Map.of()));
            IntStream.range(0, columns).forEach(c -> change.create(Changes.column(name, "c" + c)));
            int parents = Math.min(i, 1 + random.nextInt(4));
            random.ints(0, Math.max(i, 1))
                    .distinct()
                    .limit(parents)
                    .forEach(parent -> change.flow("model_with_a_usual_name_" + parent, name));
            for (int c = 0; c < columns && i > 0; c++) {
                change.create(Changes.edge(
                        Relation.DERIVED_FROM,
                        Changes.columnUrn(name, "c" + c),
                        Changes.columnUrn("model_with_a_usual_name_" + random.nextInt(i), "c" + c),
                        c % 4 == 0 ? Map.of("transformation", "upper") : Map.of()));
            }
        }
        return GraphSnapshot.empty().apply(change.change(), new Revision(1));
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int octet) {
            bytes++;
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            bytes += length;
        }
    }
}
