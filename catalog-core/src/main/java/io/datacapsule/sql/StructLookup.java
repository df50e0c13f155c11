package io.datacapsule.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the fields of structs that a query puts together. */
final class StructLookup {

    private StructLookup() {}

    /** A column or the field below it that parts of a name mean, and the first part that names no field that is known. */
    record Found(Rows.Cell cell, int next) {}

    /** Goes down from a column along the parts from {@code from}, as far as they name fields that are known. */
    static Found below(Rows.Cell column, List<Name> parts, int from) {
        Rows.Cell cell = column;
        int at = from;
        for (; at < parts.size(); at++) {
            Rows fields = cell.fields();
            Rows.Cell field = fields == null ? null : fields.find(parts.get(at));
            if (field == null) {
                break;
            }
            cell = field;
        }
        return new Found(cell, at);
    }

    /** The fields of the column, or of the field below it, that the name means; null if they are not known. */
    static @Nullable Rows fields(Expr.ColumnName column, Scope scope) {
        List<Name> parts = column.parts();
        for (Scope in = scope; in != null && in.parameter(parts.getFirst()) == null; in = in.outer()) {
            for (int split = Math.min(parts.size() - 1, 4); split > 0; split--) {
                Scope.Member member = in.named(parts.subList(0, split));
                if (member != null) {
                    return fields(member.rows().find(parts.get(split)), parts, split + 1);
                }
            }
            for (Scope.Member member : in.members()) {
                Rows.Cell cell = member.hidden() ? null : member.rows().find(parts.getFirst());
                if (cell != null) {
                    return fields(cell, parts, 1);
                }
            }
        }
        return null;
    }

    private static @Nullable Rows fields(Rows.@Nullable Cell cell, List<Name> parts, int from) {
        if (cell == null) {
            return null;
        }
        Found found = below(cell, parts, from);
        return found.next() < parts.size() ? null : found.cell().fields();
    }
}
