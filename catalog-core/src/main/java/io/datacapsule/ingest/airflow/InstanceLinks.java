package io.datacapsule.ingest.airflow;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.ingest.SourceLinks;
import io.datacapsule.ingest.airflow.Mention.Use;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The edges of an instance: those within it, and those between its tasks and the data that they use. An asset that is a capsule
 * stands between its producers and consumers; one that is none is left out, and its producers flow to its consumers.
 *
 * @param source    who asserts them
 * @param structure what the DAGs themselves say; adds its edges, the same each time
 * @param mentions  the data that tasks use, in a stable order
 * @param assets    in a stable order
 * @param own       URNs of the DAGs and tasks that the run describes
 * @param silent    those among them of which no run told rendered fields
 * @param hidden    tells of a URN whether it is that of a DAG, or a task of one, that the instance has and nobody asked for
 */
record InstanceLinks(
        String source,
        Consumer<LinkSet> structure,
        List<Mention> mentions,
        List<AssetLink> assets,
        Set<String> own,
        Set<String> silent,
        Predicate<String> hidden)
        implements SourceLinks {

    /** More pairs of a producer and a consumer than this are not drawn for an asset that is no capsule. */
    private static final int MOST_PAIRS = 10_000;

    @Override
    public Found find(GraphSnapshot graph) {
        List<JobWarning> warnings = new ArrayList<>();
        CatalogLookup lookup = new CatalogLookup(graph, own);
        LinkSet links = new LinkSet();
        structure.accept(links);
        for (Mention mention : mentions) {
            CatalogLookup.Answer answer = lookup.find(mention.data());
            answer.warnings(mention.capsule()).forEach(warnings::add);
            answer.urns().forEach(urn -> links.use(mention.capsule(), urn, mention.via(), mention.use()));
        }
        assets.forEach(asset -> link(asset, lookup, links, warnings));
        List<Edge> edges =
                links.edges().stream().map(edge -> remembered(edge, graph)).toList();
        warnOfUnknown(edges, graph, warnings);
        return new Found(edges, LinkSet.ATTRIBUTES, this::untold, warnings);
    }

    private static void link(AssetLink asset, CatalogLookup lookup, LinkSet links, List<JobWarning> warnings) {
        CatalogLookup.Answer answer = lookup.find(asset.data());
        if (!answer.urns().isEmpty()) {
            for (String urn : answer.urns()) {
                asset.producers().forEach(task -> links.use(task, urn, Via.ASSET, Use.WRITES));
                asset.consumers().forEach(user -> links.use(user, urn, Via.ASSET, Use.READS));
            }
            return;
        }
        warnings.add(new JobWarning(
                "asset_without_capsule",
                asset.shown(),
                "Its producers flow to its consumers directly. "
                        + (answer.problem().isEmpty() ? "Its URI names no table" : answer.problem())));
        if ((long) asset.producers().size() * asset.consumers().size() > MOST_PAIRS) {
            warnings.add(new JobWarning(
                    "asset_too_wide",
                    asset.shown(),
                    "Left out: " + asset.producers().size() + " producers times "
                            + asset.consumers().size() + " consumers; up to " + MOST_PAIRS + " pairs are drawn"));
            return;
        }
        asset.producers().forEach(from -> asset.consumers().forEach(to -> links.flow(from, to, Via.ASSET)));
    }

    /** Warns of DAGs and tasks of the instance that are named and that it does not have. */
    private void warnOfUnknown(List<Edge> edges, GraphSnapshot graph, List<JobWarning> warnings) {
        for (Edge edge : edges) {
            for (String end : List.of(edge.from(), edge.to())) {
                if (!own.contains(end) && graph.find(NodeKind.CAPSULE, end) < 0 && !hidden.test(end)) {
                    String other = end.equals(edge.from()) ? edge.to() : edge.from();
                    warnings.add(new JobWarning(
                            "unknown_task", other, "Left out: an edge to or from " + end + ", which is not known"));
                }
            }
        }
    }

    /** The edge with what rendered fields told of it before, where those of its task were not told now. */
    private Edge remembered(Edge edge, GraphSnapshot graph) {
        int row = isSilent(edge) ? graph.find(NodeKind.CAPSULE, edge.from()) : -1;
        Adjacency out = graph.out(edge.relation());
        for (int i = 0; row >= 0 && i < out.degree(row); i++) {
            EdgeProperties known = out.properties(row, i);
            if (known.assertedBy().contains(source)
                    && graph.urn(NodeKind.CAPSULE, out.neighbour(row, i)).equals(edge.to())) {
                return new Edge(
                        edge.relation(),
                        edge.from(),
                        edge.to(),
                        LinkSet.remembering(edge.properties(), known.attributes()));
            }
        }
        return edge;
    }

    private boolean isSilent(Edge edge) {
        return silent.contains(edge.from()) || silent.contains(edge.to());
    }

    /** Whether only rendered fields tell the edge, and those of its task were not told. */
    private boolean untold(Edge edge) {
        return isSilent(edge) && Via.of(edge.properties().attributes()).stream().anyMatch(Via::rendered);
    }
}
