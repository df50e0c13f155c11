package io.datacapsule.sql;

import io.datacapsule.sql.ExpressionResolver.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Expands stars in select lists. */
final class StarResolver {

    private final Derivation derivation;
    private final SelectResolver selects;

    StarResolver(Derivation derivation, SelectResolver selects) {
        this.derivation = derivation;
        this.selects = selects;
    }

    Rows rows(Expr.Star star, Place place) {
        List<Scope.Member> members = members(star, place.scope());
        if (members == null) {
            return ofStruct(star, place);
        }
        Set<String> except = new HashSet<>();
        star.except().forEach(name -> except.add(name.key()));
        Map<String, Name> rename = new HashMap<>();
        star.rename().forEach((from, to) -> rename.put(from.key(), to));
        Map<String, Rows.Cell> replaced = new HashMap<>();
        for (QueryTree.Item item : star.replace()) {
            Rows.Cell cell = selects.cell(item, item.expression(), place);
            replaced.put(cell.name().key(), cell);
        }
        List<Rows.Cell> cells = new ArrayList<>();
        List<Unlisted> unlisted = new ArrayList<>();
        Set<String> joined = new HashSet<>();
        int first = 0;
        for (Scope.Member member : members) {
            derivation.keep(member.rows().cells().size());
            for (Rows.Cell cell : member.rows().cells()) {
                String key = cell.name().key();
                boolean isJoined = star.qualifier().isEmpty() && place.scope().isJoined(cell.name());
                if ((isJoined && !joined.add(key)) || except.contains(key)) {
                    continue;
                }
                boolean ahead = isJoined && derivation.dialect().joinedColumnsFirst();
                cells.add(ahead ? first++ : cells.size(), changed(cell, key, place, star, replaced, rename));
            }
            Unlisted more = member.rows().unlisted();
            if (more != null && !more.weak()) {
                unlisted.add(more);
            }
        }
        if (unlisted.isEmpty()) {
            return new Rows(cells, null);
        }
        star.replace().forEach(item -> addIfAbsent(cells, replaced, item));
        star.rename().forEach((from, to) -> addRenamed(cells, unlisted, from, to));
        Unlisted one = unlisted.size() == 1 ? unlisted.getFirst() : new Unlisted.OfOne(unlisted);
        return new Rows(cells, except.isEmpty() ? one : new Unlisted.Without(one, except));
    }

    private static Rows.Cell changed(
            Rows.Cell cell,
            String key,
            Place place,
            Expr.Star star,
            Map<String, Rows.Cell> replaced,
            Map<String, Name> rename) {
        Rows.Cell other = replaced.get(key);
        Rows.Cell value = other != null ? other : cell;
        List<Origin> origins = value.origins();
        if (other == null && star.qualifier().isEmpty() && place.scope().isJoined(cell.name())) {
            OriginSet all = new OriginSet();
            for (Scope.Member member : place.scope().members()) {
                Rows.Cell same = member.rows().find(cell.name());
                if (same != null && !member.hidden()) {
                    all.add(same.origins());
                }
            }
            origins = all.list();
        }
        return new Rows.Cell(rename.getOrDefault(key, cell.name()), cell.named(), origins, value.fields());
    }

    private static void addIfAbsent(List<Rows.Cell> cells, Map<String, Rows.Cell> replaced, QueryTree.Item item) {
        Name alias = item.alias();
        Rows.Cell cell = alias == null ? null : replaced.get(alias.key());
        if (cell != null && cells.stream().noneMatch(other -> other.name().sameAs(cell.name()))) {
            cells.add(cell);
        }
    }

    private static void addRenamed(List<Rows.Cell> cells, List<Unlisted> unlisted, Name from, Name to) {
        if (cells.stream().noneMatch(cell -> cell.name().sameAs(to))) {
            cells.add(new Rows.Cell(to, new Unlisted.OfOne(unlisted).origins(from)));
        }
    }

    /** The relations that a star stands for, or null if its qualifier names none. */
    private static @Nullable List<Scope.Member> members(Expr.Star star, Scope scope) {
        if (star.qualifier().isEmpty()) {
            return scope.members().stream().filter(member -> !member.hidden()).toList();
        }
        for (Scope in = scope; in != null; in = in.outer()) {
            Scope.Member member = in.named(star.qualifier());
            if (member != null) {
                return List.of(member);
            }
        }
        return null;
    }

    private Rows ofStruct(Expr.Star star, Place place) {
        Expr.ColumnName column = new Expr.ColumnName(star.qualifier(), star.place());
        Rows fields = derivation.fields(column, place.scope());
        if (fields != null) {
            Set<String> except = new HashSet<>();
            star.except().forEach(name -> except.add(name.key()));
            return fields.without(except);
        }
        List<Origin> struct = derivation.names().origins(column, place.scope(), place.aliases());
        return new Rows(List.of(), struct.isEmpty() ? null : new Unlisted.OfFields(struct));
    }
}
