package io.datacapsule.ingest.derive;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.MetadataSource;
import io.datacapsule.ingest.MetadataSources;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Metadata sources whose SQL is read for column lineage once they are read themselves. The graph tells which lineage need not be
 * derived again. Two jobs of one project at the same time may each know what the other replaces; the next run puts that right.
 */
public final class LineageSources implements MetadataSources {

    private final MetadataSources sources;
    private final LineageDerivation derivation;
    private final Supplier<GraphSnapshot> graph;

    /** The same sources with the column lineage of their SQL, compared with what the graph holds at that time. */
    public LineageSources(MetadataSources sources, LineageDerivation derivation, Supplier<GraphSnapshot> graph) {
        this.sources = sources;
        this.derivation = derivation;
        this.graph = graph;
    }

    @Override
    public MetadataSource open(String sourceType, Map<String, String> config) {
        MetadataSource source = sources.open(sourceType, config);
        return progress -> derivation.derive(source.read(progress), graph.get(), progress);
    }
}
