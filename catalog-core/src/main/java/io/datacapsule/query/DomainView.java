package io.datacapsule.query;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.Domain;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Page;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A business domain and how much belongs to it.
 *
 * @param id           stable identifier
 * @param urn          its URN
 * @param name         lower case
 * @param description  what it covers
 * @param owner        who answers for it
 * @param capsuleCount capsules that belong to it
 */
public record DomainView(
        UUID id,
        String urn,
        String name,
        @Nullable String description,
        @Nullable String owner,
        int capsuleCount) {

    /** The domain at that row. */
    public static DomainView of(GraphSnapshot graph, int row) {
        Domain domain = (Domain) graph.node(NodeKind.DOMAIN, row);
        return new DomainView(
                Urn.id(domain.urn()),
                domain.urn(),
                domain.name(),
                domain.description(),
                domain.owner(),
                graph.in(Relation.IN_DOMAIN).degree(row));
    }

    /**
     * A page of the domains whose name contains {@code search}, by name.
     *
     * @throws io.datacapsule.model.InvalidInputException ({@code invalid_parameter}) if limit or offset are not allowed
     */
    public static Page<DomainView> page(GraphSnapshot graph, @Nullable String search, int limit, int offset) {
        Parameters.checkSlice(limit, offset);
        String word = Parameters.text("search", search);
        List<DomainView> domains = IntStream.range(0, graph.rows(NodeKind.DOMAIN))
                .filter(row -> graph.alive(NodeKind.DOMAIN, row))
                .filter(row -> word == null || Text.contains(graph.name(NodeKind.DOMAIN, row), word))
                .mapToObj(row -> of(graph, row))
                .sorted(Comparator.comparing(DomainView::name).thenComparing(DomainView::urn))
                .toList();
        return new Page<>(domains.stream().skip(offset).limit(limit).toList(), domains.size(), limit, offset);
    }
}
