package io.datacapsule.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.InMemoryGraphStore;
import io.datacapsule.ingest.Asserted;
import io.datacapsule.ingest.DiffOptions;
import io.datacapsule.ingest.GraphDiff;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Tag;
import io.datacapsule.model.Urn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random histories: however the graph got there, an index that followed it finds what an index built from it finds. */
class SearchHistoryTests {

    private static final List<String> TEXTS = List.of(
            "orders",
            "m1",
            "m",
            "alpha",
            "alpha beta",
            "gamma",
            "alhpa",
            "c1",
            "c2 m3",
            "t1",
            "t2",
            "tagged",
            "m7_alpha");

    @RepeatedTest(15)
    void anIndexThatFollowedFindsWhatAFreshOneFinds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        try (CatalogGraph graph = CatalogGraph.open(new InMemoryGraphStore());
                CatalogSearch followed = CatalogSearch.over(graph)) {
            for (int step = 0; step < 8; step++) {
                Asserted project = state(random);
                graph.apply(now -> GraphDiff.between(
                                now, project.build(), new DiffOptions(true, 1, true), UUID.randomUUID(), Instant.EPOCH)
                        .change());
                graph.apply(now -> tagging(now, random));
                graph.apply(now -> renamingOrRemoval(now, random));
                if (random.nextBoolean()) {
                    complete(followed, "m1");
                }
            }
            try (CatalogSearch fresh = CatalogSearch.over(graph)) {
                for (String text : TEXTS) {
                    assertThat(complete(followed, text)).as(text).isEqualTo(complete(fresh, text));
                }
            }
        }
    }

    private static List<Node> nodes(GraphSnapshot graph, NodeKind kind) {
        return IntStream.range(0, graph.rows(kind))
                .filter(row -> graph.alive(kind, row))
                .mapToObj(row -> graph.node(kind, row))
                .toList();
    }

    /** Someone puts a tag of their own on a capsule. */
    private static GraphChange tagging(GraphSnapshot graph, Random random) {
        List<Node> capsules = nodes(graph, NodeKind.CAPSULE);
        if (capsules.isEmpty()) {
            return GraphChange.NOTHING;
        }
        Node capsule = capsules.get(random.nextInt(capsules.size()));
        String name = "tagged" + random.nextInt(Integer.MAX_VALUE);
        Tag tag =
                new Tag(Urn.catalog("tag", name), UUID.randomUUID(), name + " gamma", null, null, null, List.of("api"));
        return new GraphChange(
                Optional.empty(),
                List.of(tag),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Edge(Relation.CAPSULE_TAGGED, capsule.urn(), tag.urn(), EdgeProperties.assertedBy("api"))),
                List.of(),
                List.of());
    }

    /** Someone gives their tag another name or takes it away. */
    private static GraphChange renamingOrRemoval(GraphSnapshot graph, Random random) {
        List<Tag> own = nodes(graph, NodeKind.TAG).stream()
                .map(Tag.class::cast)
                .filter(tag -> tag.assertedBy().contains("api"))
                .toList();
        if (own.size() < 2) {
            return GraphChange.NOTHING;
        }
        Tag tag = own.get(random.nextInt(own.size()));
        Tag renamed = new Tag(tag.urn(), tag.id(), "delta " + random.nextInt(9), null, null, null, tag.assertedBy());
        boolean remove = random.nextBoolean();
        return new GraphChange(
                Optional.empty(),
                List.of(),
                remove ? List.of() : List.of(renamed),
                remove ? List.of(new GraphChange.Ref(NodeKind.TAG, tag.urn())) : List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Asserted state(Random random) {
        Asserted project = Asserted.by("p");
        List<String> words = List.of("alpha", "beta", "orders", "");
        for (int i = random.nextInt(12); i > 0; i--) {
            project.model("m" + random.nextInt(15) + "_" + words.get(random.nextInt(4)))
                    .description(words.get(random.nextInt(4)))
                    .tag("t" + random.nextInt(3));
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            project.model("c_" + i).column("c" + random.nextInt(3), "int");
        }
        return project;
    }

    private static SearchAnswer complete(CatalogSearch search, String text) {
        SearchAnswer answer = search.search(SearchRequest.of(text, 20));
        for (int attempt = 0; attempt < 60 && !answer.complete(); attempt++) {
            answer = search.search(SearchRequest.of(text, 20));
        }
        return answer;
    }
}
