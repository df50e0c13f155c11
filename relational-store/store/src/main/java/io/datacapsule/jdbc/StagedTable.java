package io.datacapsule.jdbc;

import io.datacapsule.reporting.ReportTable;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;

/**
 * Two temporary tables beside a table of the copy: rows that are to stand there, and keys of those that are to go. Filled by
 * {@code COPY} from a buffer of some thousand rows; both are empty again when the transaction ends. Used by one thread.
 */
final class StagedTable {

    private static final int ROWS = 5_000;

    /** Few rows may be large too. */
    private static final int CHARACTERS = 4_000_000;

    private final Table<?> table;
    private final List<Field<?>> keys;
    private final Batch put;
    private final Batch gone;

    StagedTable(ReportTable known) {
        this.table = CopyTables.table(known.tableName());
        this.keys = known.keyColumns().stream().<Field<?>>map(this::field).toList();
        this.put = new Batch("staged_" + known.tableName(), known.columns());
        this.gone = new Batch("gone_" + known.tableName(), known.keyColumns());
    }

    private Field<?> field(String name) {
        Field<?> field = table.field(name);
        if (field == null) {
            throw new IllegalStateException("the table " + table.getName() + " has no column " + name);
        }
        return field;
    }

    /** Makes the temporary tables, which last as long as the connection. */
    void create(DSLContext sql) {
        sql.execute("create temporary table {0} (like {1}) on commit delete rows", put.name, table);
        sql.execute(
                "create temporary table {0} on commit delete rows as select {1} from {2} with no data",
                gone.name, DSL.list(keys), table);
    }

    void put(CopyManager copies, List<@Nullable Object> row) throws SQLException {
        put.add(copies, row);
    }

    void remove(CopyManager copies, List<@Nullable Object> key) throws SQLException {
        gone.add(copies, key);
    }

    /** Forgets rows that were given and not yet copied. */
    void clear() {
        put.clear();
        gone.clear();
    }

    /** Makes the table what was staged, and answers how many rows that changed. */
    long merge(DSLContext sql, CopyManager copies, boolean whole) throws SQLException {
        put.flush(copies);
        gone.flush(copies);
        long changed = 0;
        if (whole) {
            sql.execute("analyze {0}", put.name);
            changed += sql.deleteFrom(table)
                    .where(DSL.notExists(DSL.selectOne().from(put.name).where(matches(put.name))))
                    .execute();
        } else if (gone.used) {
            changed += sql.deleteFrom(table)
                    .using(DSL.table(gone.name))
                    .where(matches(gone.name))
                    .execute();
        }
        if (put.used) {
            changed += upsert(sql);
        }
        put.used = false;
        gone.used = false;
        return changed;
    }

    private Condition matches(Name other) {
        return DSL.and(keys.stream()
                .map(key -> DSL.condition("{0} = {1}", key, DSL.field(other.append(key.getName()))))
                .toList());
    }

    private int upsert(DSLContext sql) {
        List<Field<?>> fields =
                Stream.of(table.fields()).<Field<?>>map(field -> field).toList();
        return sql.insertInto(table)
                .columns(fields)
                .select(DSL.select(fields.stream()
                                .map(field -> DSL.field(put.name.append(field.getName()), field.getType()))
                                .toList())
                        .from(put.name))
                .onConflict(keys)
                .doUpdate()
                .setAllToExcluded()
                .where(DSL.row(fields)
                        .isDistinctFrom(
                                DSL.row(fields.stream().map(DSL::excluded).toList())))
                .execute();
    }

    private static final class Batch {

        private final Name name;
        private final String copy;
        private final StringBuilder text = new StringBuilder();
        private int rows;
        private boolean used;

        Batch(String name, List<String> columns) {
            this.name = DSL.name(name);
            this.copy = "copy %s (%s) from stdin".formatted(CopyTables.quoted(name), CopyTables.quoted(columns));
        }

        void add(CopyManager copies, List<@Nullable Object> row) throws SQLException {
            CopyText.row(row, text);
            if (++rows == ROWS || text.length() > CHARACTERS) {
                flush(copies);
            }
        }

        void flush(CopyManager copies) throws SQLException {
            if (rows == 0) {
                return;
            }
            try {
                copies.copyIn(copy, new StringReader(text.toString()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            clear();
            used = true;
        }

        void clear() {
            text.setLength(0);
            rows = 0;
        }
    }
}
