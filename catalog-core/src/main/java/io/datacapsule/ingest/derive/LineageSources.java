package io.datacapsule.ingest.derive;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.MetadataSource;
import io.datacapsule.ingest.MetadataSources;
import io.datacapsule.ingest.SourceGraph;
import io.datacapsule.telemetry.Telemetry;
import io.datacapsule.telemetry.Work;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Metadata sources whose SQL is read for column lineage once they are read themselves. The graph tells which lineage need not be
 * derived again; {@link io.datacapsule.ingest.IngestionService} reads a source again if another job replaced that meanwhile.
 */
public final class LineageSources implements MetadataSources {

    private final MetadataSources sources;
    private final LineageDerivation derivation;
    private final Supplier<GraphSnapshot> graph;
    private final Telemetry telemetry;

    /** The same sources with the column lineage of their SQL, compared with what the graph holds at that time. */
    public LineageSources(
            MetadataSources sources, LineageDerivation derivation, Supplier<GraphSnapshot> graph, Telemetry telemetry) {
        this.sources = sources;
        this.derivation = derivation;
        this.graph = graph;
        this.telemetry = telemetry;
    }

    @Override
    public MetadataSource open(String sourceType, Map<String, String> config) {
        MetadataSource source = sources.open(sourceType, config);
        return progress -> {
            SourceGraph asserted = source.read(progress);
            return telemetry.observe(
                    new Work.Stage("deriving"), () -> derivation.derive(asserted, graph.get(), progress));
        };
    }
}
