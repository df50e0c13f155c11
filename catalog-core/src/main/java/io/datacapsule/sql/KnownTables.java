package io.datacapsule.sql;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables by every suffix of their folded names; a suffix of two different tables finds none. */
final class KnownTables implements TableSchemas {

    private final Map<String, Optional<TableSchema>> bySuffix = new HashMap<>();
    private final Map<String, TableSchema> whole = new HashMap<>();

    KnownTables(Collection<TableSchema> tables) {
        for (TableSchema table : tables) {
            whole.put(key(table.name()), table);
        }
        for (TableSchema table : whole.values()) {
            TableName name = table.name();
            add(new TableName(null, name.schema(), name.name()), table);
            add(TableName.of(name.name()), table);
        }
    }

    private void add(TableName suffix, TableSchema table) {
        bySuffix.merge(
                key(suffix),
                Optional.of(table),
                (one, other) -> one.equals(other) ? one : Optional.<TableSchema>empty());
    }

    @Override
    public Optional<TableSchema> find(TableName table) {
        TableSchema exact = whole.get(key(table));
        if (exact != null) {
            return Optional.of(exact);
        }
        if (table.database() == null) {
            return bySuffix.getOrDefault(key(table), Optional.empty());
        }
        return Optional.ofNullable(given(new TableName(null, table.schema(), table.name())))
                .or(() -> Optional.ofNullable(given(TableName.of(table.name()))));
    }

    private @Nullable TableSchema given(TableName shorter) {
        return whole.get(key(shorter));
    }

    private static String key(TableName name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
