package io.datacapsule.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that a statement yields.
 *
 * @param target the table that the statement writes, or null for a query on its own
 * @param name its name; {@value Origin#ALL} for the columns, not known, of a table; the expression if the query gives none
 * @param named whether the query gives it a name
 * @param origins where it comes from, direct origins first; only {@code CONDITIONAL} and {@code WINDOW} of the indirect ones
 */
public record OutputColumn(@Nullable TableName target, String name, boolean named, List<Origin> origins) {

    public OutputColumn {
        origins = List.copyOf(origins);
    }
}
