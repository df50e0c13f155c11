package io.datacapsule.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The common tables that a query may name; each is derived once, when first read. */
final class CommonTables {

    static final CommonTables NONE = new CommonTables(null);

    private static final int ROUNDS = 5;

    private final @Nullable CommonTables outer;
    private final Map<String, Entry> entries = new HashMap<>();

    private CommonTables(@Nullable CommonTables outer) {
        this.outer = outer;
    }

    /** Adds tables, each seeing those before it, to those of the query around. */
    static CommonTables within(
            CommonTables outer, List<QueryTree.CommonTable> tables, QueryResolver resolver, @Nullable Scope scope) {
        CommonTables visible = outer;
        for (QueryTree.CommonTable table : tables) {
            CommonTables next = new CommonTables(visible);
            next.entries.put(
                    table.name().key(),
                    new Entry(table, resolver.recurses(table) ? next : visible, visible, resolver, scope));
            visible = next;
        }
        return visible;
    }

    @Nullable
    Rows find(Name name) {
        String key = name.key();
        for (CommonTables in = this; in != null; in = in.outer) {
            Entry entry = in.entries.get(key);
            if (entry != null) {
                return entry.rows();
            }
        }
        return null;
    }

    private static final class Entry {

        private final QueryTree.CommonTable table;
        private final CommonTables visible;
        private final CommonTables before;
        private final QueryResolver resolver;
        private final @Nullable Scope scope;
        private @Nullable Rows rows;
        private boolean deriving;

        Entry(
                QueryTree.CommonTable table,
                CommonTables visible,
                CommonTables before,
                QueryResolver resolver,
                @Nullable Scope scope) {
            this.table = table;
            this.visible = visible;
            this.before = before;
            this.resolver = resolver;
            this.scope = scope;
        }

        Rows rows() {
            if (rows != null) {
                return rows;
            }
            if (deriving) {
                return Rows.NONE;
            }
            deriving = true;
            try {
                rows = visible != before && table.query() instanceof QueryTree.SetOperation operation
                        ? recursive(operation)
                        : derive(table.query());
                return rows;
            } finally {
                deriving = false;
            }
        }

        private Rows derive(QueryTree query) {
            return resolver.rows(query, scope, visible).renamed(table.columns());
        }

        /** Starts from the first branch, which does not see itself, and goes on until no round adds an origin. */
        private Rows recursive(QueryTree.SetOperation operation) {
            CommonTables with = within(before, operation.with(), resolver, scope);
            Rows last =
                    resolver.rows(operation.branches().getFirst(), scope, with).renamed(table.columns());
            for (int round = 0; round < ROUNDS; round++) {
                rows = last;
                Rows next = derive(operation);
                boolean same = next.cells().equals(last.cells());
                last = next;
                if (same) {
                    break;
                }
            }
            return last;
        }
    }
}
