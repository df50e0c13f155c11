package io.datacapsule.export;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.graph.SnapshotGraph;
import io.datacapsule.lineage.Direction;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.NotFoundException;
import io.datacapsule.model.Relation;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;

/** Turns a selection into the part of a snapshot that it means. */
final class SelectedNodes {

    private static final int CAPSULE_DOMAIN = NodeSchema.CAPSULE.index("domain");

    /** What only decides about a column without giving it its value is left out. */
    private static final EnumSet<Relation> RELATIONS = EnumSet.complementOf(EnumSet.of(Relation.INFLUENCED_BY));

    private final GraphSnapshot snapshot;
    private final Map<NodeKind, BitSet> rows = new EnumMap<>(NodeKind.class);

    private SelectedNodes(GraphSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    static SnapshotGraph of(GraphSnapshot snapshot, ExportSelection selection) {
        SelectedNodes selected = new SelectedNodes(snapshot);
        switch (selection) {
            case ExportScope scope -> {
                String domain = scope.domain();
                if (domain == null) {
                    selected.all(scope);
                } else {
                    selected.domain(scope, domain);
                }
            }
            case LineageScope scope -> selected.lineage(scope);
        }
        return new SnapshotGraph(snapshot, selected.rows, RELATIONS);
    }

    private void all(ExportScope scope) {
        take(NodeKind.DOMAIN, true);
        take(NodeKind.CAPSULE, true);
        take(NodeKind.COLUMN, scope.includeColumns());
        take(NodeKind.TAG, scope.includeTags());
        take(NodeKind.DATA_PRODUCT, scope.includeDataProducts());
    }

    private void take(NodeKind kind, boolean wanted) {
        if (wanted) {
            rows.put(kind, SnapshotGraph.living(snapshot, kind));
        }
    }

    private void domain(ExportScope scope, String name) {
        int domain = find(name);
        BitSet domains = new BitSet();
        domains.set(domain);
        rows.put(NodeKind.DOMAIN, domains);
        BitSet capsules = follow(snapshot.in(Relation.IN_DOMAIN), domains);
        String domainName = snapshot.name(NodeKind.DOMAIN, domain);
        for (int row = 0; row < snapshot.rows(NodeKind.CAPSULE); row++) {
            if (snapshot.alive(NodeKind.CAPSULE, row)
                    && domainName.equals(snapshot.value(NodeKind.CAPSULE, row, CAPSULE_DOMAIN))) {
                capsules.set(row);
            }
        }
        rows.put(NodeKind.CAPSULE, capsules);
        columns(scope, capsules);
        if (scope.includeTags()) {
            BitSet tags = follow(snapshot.out(Relation.CAPSULE_TAGGED), capsules);
            tags.or(follow(snapshot.out(Relation.COLUMN_TAGGED), rows.getOrDefault(NodeKind.COLUMN, new BitSet())));
            rows.put(NodeKind.TAG, tags);
        }
        if (scope.includeDataProducts()) {
            BitSet products = follow(snapshot.out(Relation.PART_OF), capsules);
            products.or(follow(snapshot.in(Relation.PRODUCT_IN_DOMAIN), domains));
            rows.put(NodeKind.DATA_PRODUCT, products);
        }
    }

    private int find(String domain) {
        int byUrn = snapshot.find(NodeKind.DOMAIN, domain);
        if (byUrn >= 0) {
            return byUrn;
        }
        String name = domain.strip().toLowerCase(Locale.ROOT);
        for (int row = 0; row < snapshot.rows(NodeKind.DOMAIN); row++) {
            if (snapshot.alive(NodeKind.DOMAIN, row)
                    && snapshot.name(NodeKind.DOMAIN, row)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .equals(name)) {
                return row;
            }
        }
        throw new NotFoundException("domain_not_found", "There is no domain '" + domain + "'.");
    }

    private void lineage(LineageScope scope) {
        if (!snapshot.alive(NodeKind.CAPSULE, scope.root())) {
            throw new IllegalArgumentException("there is no capsule at row " + scope.root());
        }
        BitSet capsules = new BitSet();
        capsules.set(scope.root());
        if (scope.direction() != Direction.DOWNSTREAM) {
            capsules.or(within(scope.depth(), snapshot.in(Relation.FLOWS_TO), scope.root()));
        }
        if (scope.direction() != Direction.UPSTREAM) {
            capsules.or(within(scope.depth(), snapshot.out(Relation.FLOWS_TO), scope.root()));
        }
        rows.put(NodeKind.CAPSULE, capsules);
        columns(scope, capsules);
    }

    private static BitSet within(int depth, Adjacency adjacency, int root) {
        BitSet found = new BitSet();
        found.set(root);
        BitSet level = (BitSet) found.clone();
        for (int distance = 1; distance <= depth && !level.isEmpty(); distance++) {
            level = follow(adjacency, level);
            level.andNot(found);
            found.or(level);
        }
        return found;
    }

    private void columns(ExportSelection selection, BitSet capsules) {
        if (selection.includeColumns()) {
            rows.put(NodeKind.COLUMN, follow(snapshot.out(Relation.HAS_COLUMN), capsules));
        }
    }

    private static BitSet follow(Adjacency adjacency, BitSet from) {
        BitSet found = new BitSet();
        from.stream().forEach(row -> {
            for (int i = 0; i < adjacency.degree(row); i++) {
                found.set(adjacency.neighbour(row, i));
            }
        });
        return found;
    }
}
