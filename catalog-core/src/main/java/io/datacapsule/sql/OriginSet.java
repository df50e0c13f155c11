package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Origins without repetition: of several ways to the same column the strongest counts. */
final class OriginSet {

    private record Key(TableName table, String column, String path, Transformation kind) {}

    private final Map<Key, Origin> origins = new LinkedHashMap<>();

    OriginSet add(List<Origin> more) {
        more.forEach(this::add);
        return this;
    }

    private void add(Origin origin) {
        Transformation kind = origin.transformation().direct() ? Transformation.IDENTITY : origin.transformation();
        origins.merge(new Key(origin.table(), origin.column(), origin.path(), kind), origin, OriginSet::stronger);
    }

    private static Origin stronger(Origin one, Origin other) {
        boolean swap = other.transformation().compareTo(one.transformation()) > 0;
        Origin strong = swap ? other : one;
        Origin sure = one.confidence() == Confidence.RESOLVED
                ? strong.with(Confidence.RESOLVED)
                : strong.with(other.confidence());
        return sure.with(one.masking() && other.masking());
    }

    /** The origins in the order of first appearance, direct ones first. */
    List<Origin> list() {
        List<Origin> sorted = new ArrayList<>(origins.size());
        origins.values().stream()
                .filter(origin -> origin.transformation().direct())
                .forEach(sorted::add);
        origins.values().stream()
                .filter(origin -> !origin.transformation().direct())
                .forEach(sorted::add);
        return sorted;
    }

    static List<Origin> union(List<List<Origin>> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        OriginSet set = new OriginSet();
        List<Origin> single = List.of();
        int filled = 0;
        for (List<Origin> part : parts) {
            if (!part.isEmpty()) {
                single = part;
                filled++;
                set.add(part);
            }
        }
        return filled < 2 ? single : set.list();
    }

    /** The same origins after one more step; indirect ones stay what they are. */
    static List<Origin> through(List<Origin> origins, Transformation step) {
        return each(
                origins,
                origin -> origin.transformation().direct()
                                && (!step.direct() || step.compareTo(origin.transformation()) > 0)
                        ? origin.with(step)
                        : origin);
    }

    /** The same origins, all of one kind however they came. */
    static List<Origin> as(Transformation kind, List<Origin> origins) {
        return each(origins, origin -> origin.with(kind));
    }

    static List<Origin> masked(List<Origin> origins) {
        return each(origins, origin -> origin.with(true));
    }

    static List<Origin> ambiguous(List<Origin> origins) {
        return each(origins, origin -> origin.with(Confidence.AMBIGUOUS));
    }

    static List<Origin> told(List<Origin> origins, String expression) {
        return each(origins, origin -> origin.withExpression(expression));
    }

    static List<Origin> field(List<Origin> origins, String path) {
        return each(origins, origin -> origin.column().equals(Origin.ALL) ? origin : origin.withField(path));
    }

    private static List<Origin> each(List<Origin> origins, UnaryOperator<Origin> change) {
        if (origins.isEmpty()) {
            return origins;
        }
        List<Origin> changed = new ArrayList<>(origins.size());
        for (Origin origin : origins) {
            changed.add(change.apply(origin));
        }
        return changed;
    }
}
