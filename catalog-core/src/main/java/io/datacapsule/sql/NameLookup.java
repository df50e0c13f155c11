package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what the parts of a column name mean in a scope. */
final class NameLookup {

    /** Fields of structs in catalogs lie no deeper. */
    private static final int DEEPEST = 32;

    private final Findings findings;
    private final Dialect dialect;

    NameLookup(Findings findings, Dialect dialect) {
        this.findings = findings;
        this.dialect = dialect;
    }

    /** What earlier items of the select list mean. */
    interface Aliases {

        Rows.@Nullable Cell find(Name name);
    }

    /** The origins of the column; none, with a finding, if it cannot be told. */
    List<Origin> origins(Expr.ColumnName column, Scope scope, Aliases aliases) {
        List<Name> parts = column.parts();
        for (Scope in = scope; in != null; in = in.outer()) {
            List<Origin> found = inScope(parts, in, column, in == scope ? aliases : name -> null);
            if (found != null) {
                return found;
            }
        }
        String written = parts.stream().map(Name::text).collect(Collectors.joining("."));
        if (parts.size() == 1 && SpecialNames.isConstant(parts.getFirst())) {
            return List.of();
        }
        boolean known = parts.size() == 1 && !scope.members().isEmpty();
        findings.unresolved(
                written,
                known || parts.size() == 1 ? Unresolved.Reason.UNKNOWN_COLUMN : Unresolved.Reason.UNKNOWN_QUALIFIER,
                parts.size() == 1 ? "No table in scope has the column" : "The qualifier names no table in scope",
                column.place());
        return List.of();
    }

    private @Nullable List<Origin> inScope(List<Name> parts, Scope scope, Expr.ColumnName column, Aliases aliases) {
        List<Origin> parameter = scope.parameter(parts.getFirst());
        if (parameter != null) {
            return parts.size() == 1 ? parameter : OriginSet.field(parameter, path(parts, 1));
        }
        for (int split = Math.min(parts.size() - 1, 4); split > 0; split--) {
            Scope.Member member = scope.named(parts.subList(0, split));
            if (member != null) {
                return qualified(member, parts, split, column);
            }
        }
        List<Origin> found = unqualified(parts, scope, column, aliases);
        if (found == null && parts.size() == 1) {
            Scope.Member row = scope.named(parts);
            return row == null ? null : all(row);
        }
        return found;
    }

    /** Whether the first parts name a relation of a query around: then no table is assumed to have a column of that name. */
    private static boolean isQualifiedOutside(List<Name> parts, Scope scope) {
        for (Scope in = scope.outer(); in != null && parts.size() > 1; in = in.outer()) {
            for (int split = Math.min(parts.size() - 1, 4); split > 0; split--) {
                if (in.named(parts.subList(0, split)) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Origin> all(Scope.Member row) {
        List<List<Origin>> parts = new ArrayList<>();
        row.rows().cells().forEach(cell -> parts.add(cell.origins()));
        Unlisted unlisted = row.rows().unlisted();
        if (unlisted != null) {
            parts.add(unlisted.all());
        }
        return OriginSet.through(OriginSet.union(parts), Transformation.TRANSFORMATION);
    }

    private @Nullable List<Origin> qualified(Scope.Member member, List<Name> parts, int split, Expr.ColumnName column) {
        List<Origin> found = inRows(member.rows(), parts, split);
        if (found != null) {
            return found;
        }
        Unlisted unlisted = member.rows().unlisted();
        if (unlisted != null) {
            return deeper(unlisted.origins(parts.get(split)), parts, split + 1);
        }
        if (SpecialNames.isPseudo(parts.get(split))) {
            return List.of();
        }
        findings.unresolved(
                path(parts, 0),
                Unresolved.Reason.UNKNOWN_COLUMN,
                member.table() == null ? "The relation has no such column" : member.table() + " has no such column",
                column.place());
        return List.of();
    }

    /** The column that begins at {@code from}: the longest name that the rows list, the rest being fields. */
    private @Nullable List<Origin> inRows(Rows rows, List<Name> parts, int from) {
        for (int end = Math.min(parts.size(), from + DEEPEST); end > from + 1; end--) {
            Rows.Cell nested = rows.find(new Name(path(parts.subList(0, end), from), false));
            if (nested != null) {
                return deeper(nested.origins(), parts, end);
            }
        }
        Rows.Cell cell = rows.find(parts.get(from), dialect);
        return cell == null ? null : inStruct(cell, parts, from + 1);
    }

    /** The column, or a field below it: exactly where the query put the struct together, else by its path. */
    private static List<Origin> inStruct(Rows.Cell cell, List<Name> parts, int from) {
        StructLookup.Found found = StructLookup.below(cell, parts, from);
        return deeper(found.cell().origins(), parts, found.next());
    }

    private static List<Origin> deeper(List<Origin> origins, List<Name> parts, int from) {
        return from >= parts.size()
                ? origins
                : OriginSet.through(OriginSet.field(origins, path(parts, from)), Transformation.TRANSFORMATION);
    }

    private static String path(List<Name> parts, int from) {
        return parts.subList(from, parts.size()).stream().map(Name::text).collect(Collectors.joining("."));
    }

    private @Nullable List<Origin> unqualified(List<Name> parts, Scope scope, Expr.ColumnName column, Aliases aliases) {
        List<List<Origin>> known = new ArrayList<>();
        List<Unlisted> open = new ArrayList<>();
        List<Unlisted> weak = new ArrayList<>();
        for (Scope.Member member : scope.members()) {
            if (member.hidden()) {
                continue;
            }
            List<Origin> found = inRows(member.rows(), parts, 0);
            Unlisted unlisted = member.rows().unlisted();
            if (found != null) {
                known.add(found);
            } else if (unlisted != null) {
                (unlisted.weak() ? weak : open).add(unlisted);
            }
        }
        if (known.size() == 1 || (!known.isEmpty() && scope.isJoined(parts.getFirst()))) {
            return OriginSet.union(known);
        }
        if (known.size() > 1) {
            return ambiguous(OriginSet.union(known), parts, column);
        }
        Rows.Cell alias = aliases.find(parts.getFirst());
        if (alias != null) {
            return inStruct(alias, parts, 1);
        }
        if (isQualifiedOutside(parts, scope)) {
            return null;
        }
        if (!open.isEmpty() && parts.size() == 1 && SpecialNames.isComputed(parts.getFirst())) {
            return List.of();
        }
        if (open.size() == 1) {
            return deeper(open.getFirst().origins(parts.getFirst()), parts, 1);
        }
        if (open.size() > 1) {
            List<Origin> candidates = new Unlisted.OfOne(open).origins(parts.getFirst());
            return scope.isJoined(parts.getFirst())
                    ? OriginSet.union(open.stream()
                            .map(one -> one.origins(parts.getFirst()))
                            .toList())
                    : ambiguous(deeper(candidates, parts, 1), parts, column);
        }
        return weak.isEmpty()
                        || (scope.outer() != null
                                && weak.stream().allMatch(one -> one.all().isEmpty()))
                ? null
                : deeper(weak.getFirst().origins(parts.getFirst()), parts, 1);
    }

    private List<Origin> ambiguous(List<Origin> candidates, List<Name> parts, Expr.ColumnName column) {
        String tables = candidates.stream()
                .map(origin -> origin.table().toString())
                .distinct()
                .limit(8)
                .collect(Collectors.joining(", "));
        findings.unresolved(path(parts, 0), Unresolved.Reason.AMBIGUOUS, "It may belong to " + tables, column.place());
        return OriginSet.ambiguous(candidates);
    }
}
