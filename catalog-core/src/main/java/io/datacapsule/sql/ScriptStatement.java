package io.datacapsule.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a script that yields columns.
 *
 * @param target the table that it writes, or null
 * @param columns names for its columns by position, as far as it gives any
 * @param queries what yields the columns; several feed the columns of the same names
 * @param creates whether later statements of the script may see through the table
 */
record ScriptStatement(@Nullable List<Name> target, List<Name> columns, List<Emission> queries, boolean creates) {}
