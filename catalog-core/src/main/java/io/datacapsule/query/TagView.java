package io.datacapsule.query;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Page;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A tag and how much carries it.
 *
 * @param id               stable identifier
 * @param urn              its URN
 * @param name             as people write it
 * @param category         such as compliance
 * @param description      what it means
 * @param sensitivityLevel such as high
 * @param capsuleCount     capsules that carry it
 * @param columnCount      columns that carry it
 */
public record TagView(
        UUID id,
        String urn,
        String name,
        @Nullable String category,
        @Nullable String description,
        @Nullable String sensitivityLevel,
        int capsuleCount,
        int columnCount) {

    /** The tag at that row. */
    public static TagView of(GraphSnapshot graph, int row) {
        Tag tag = (Tag) graph.node(NodeKind.TAG, row);
        return new TagView(
                tag.id(),
                tag.urn(),
                tag.name(),
                tag.category(),
                tag.description(),
                tag.sensitivityLevel(),
                graph.in(Relation.CAPSULE_TAGGED).degree(row),
                graph.in(Relation.COLUMN_TAGGED).degree(row));
    }

    /**
     * A page of the tags whose name contains {@code search}, by name.
     *
     * @throws io.datacapsule.model.InvalidInputException ({@code invalid_parameter}) if limit or offset are not allowed
     */
    public static Page<TagView> page(GraphSnapshot graph, @Nullable String search, int limit, int offset) {
        Parameters.checkSlice(limit, offset);
        String word = Parameters.text("search", search);
        List<TagView> tags = IntStream.range(0, graph.rows(NodeKind.TAG))
                .filter(row -> graph.alive(NodeKind.TAG, row))
                .filter(row -> word == null || Text.contains(graph.name(NodeKind.TAG, row), word))
                .mapToObj(row -> of(graph, row))
                .sorted(Comparator.comparing(TagView::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(TagView::urn))
                .toList();
        return new Page<>(tags.stream().skip(offset).limit(limit).toList(), tags.size(), limit, offset);
    }
}
