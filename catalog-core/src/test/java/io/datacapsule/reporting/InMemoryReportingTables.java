package io.datacapsule.reporting;

import io.datacapsule.model.UnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables that live as long as their {@link Database}: a fake for tests that need no database. */
public final class InMemoryReportingTables implements ReportingTables {

    /** What several tables share. Can be away. */
    public static final class Database {

        private final Map<ReportTable, Map<List<@Nullable Object>, List<@Nullable Object>>> rows =
                new EnumMap<>(ReportTable.class);
        private Fed fed = Fed.NOTHING;
        private @Nullable InMemoryReportingTables owner;
        private boolean away;
        private final Deque<Emptied> emptied = new ArrayDeque<>();
        private final List<Long> written = new ArrayList<>();

        /** An empty one. */
        public Database() {
            for (ReportTable table : ReportTable.values()) {
                rows.put(table, new HashMap<>());
            }
        }

        /** All rows of a table. */
        public synchronized Set<List<@Nullable Object>> rows(ReportTable table) {
            return new HashSet<>(Objects.requireNonNull(rows.get(table)).values());
        }

        /** What the tables are a copy of. */
        public synchronized Fed fed() {
            return fed;
        }

        /** How many rows each commit changed. */
        public synchronized List<Long> written() {
            return List.copyOf(written);
        }

        /** Empties tables as somebody who works on the database itself. */
        public synchronized void truncate(ReportTable... tables) {
            for (ReportTable table : tables) {
                Objects.requireNonNull(rows.get(table)).clear();
            }
            emptied.add(new Emptied(emptied.size(), Set.of(tables), "ada"));
        }

        /** Replaces everything by a copy of nothing, as somebody who restores the database from a dump. */
        public synchronized void restoreEmpty(long revision) {
            rows.values().forEach(Map::clear);
            fed = new Fed(revision, 0);
        }

        /** Whether tables were emptied that nobody cared for yet. */
        public synchronized boolean hasEmptied() {
            return !emptied.isEmpty();
        }

        /** Goes away and takes the lock from whoever has it, or comes back. */
        public synchronized void away(boolean gone) {
            away = gone;
            owner = null;
        }
    }

    private final Database database;

    /** Tables in that database. */
    public InMemoryReportingTables(Database database) {
        this.database = database;
    }

    @Override
    public boolean acquire() {
        synchronized (database) {
            if (database.away) {
                throw new UnavailableException("database_unavailable", "away");
            }
            if (database.owner == null) {
                database.owner = this;
            }
            return database.owner.equals(this);
        }
    }

    private void check() {
        if (database.away || !this.equals(database.owner)) {
            throw new UnavailableException("database_unavailable", "away");
        }
    }

    @Override
    public Fed fed() {
        synchronized (database) {
            check();
            return database.fed;
        }
    }

    @Override
    public void checked() {
        synchronized (database) {
            check();
        }
    }

    @Override
    public Optional<Emptied> emptied() {
        synchronized (database) {
            check();
            return Optional.ofNullable(database.emptied.peek());
        }
    }

    @Override
    public void forgetEmptied(Emptied emptied) {
        synchronized (database) {
            check();
            database.emptied.remove(emptied);
        }
    }

    @Override
    public Feeding begin(boolean whole) {
        return new Change(whole);
    }

    @Override
    public void close() {
        synchronized (database) {
            if (this.equals(database.owner)) {
                database.owner = null;
            }
        }
    }

    private final class Change implements Feeding {

        private final boolean whole;
        private final Map<ReportTable, Map<List<@Nullable Object>, List<@Nullable Object>>> put =
                new EnumMap<>(ReportTable.class);
        private final Map<ReportTable, Set<List<@Nullable Object>>> gone = new EnumMap<>(ReportTable.class);

        Change(boolean whole) {
            this.whole = whole;
        }

        @Override
        public void put(ReportTable table, List<@Nullable Object> row) {
            put.computeIfAbsent(table, key -> new HashMap<>())
                    .put(row.subList(0, table.keyColumns().size()), row);
        }

        @Override
        public void remove(ReportTable table, List<@Nullable Object> key) {
            gone.computeIfAbsent(table, any -> new HashSet<>()).add(key);
        }

        @Override
        public long commit(Fed now) {
            synchronized (database) {
                check();
                long changed = 0;
                for (ReportTable table : ReportTable.values()) {
                    changed += merge(
                            Objects.requireNonNull(database.rows.get(table)),
                            put.getOrDefault(table, Map.of()),
                            gone.getOrDefault(table, Set.of()));
                }
                database.fed = now;
                database.written.add(changed);
                return changed;
            }
        }

        private long merge(
                Map<List<@Nullable Object>, List<@Nullable Object>> rows,
                Map<List<@Nullable Object>, List<@Nullable Object>> wanted,
                Collection<List<@Nullable Object>> unwanted) {
            int before = rows.size();
            if (whole) {
                rows.keySet().retainAll(wanted.keySet());
            } else {
                rows.keySet().removeAll(unwanted);
            }
            long changed = before - rows.size();
            for (var row : wanted.entrySet()) {
                if (!row.getValue().equals(rows.put(row.getKey(), row.getValue()))) {
                    changed++;
                }
            }
            return changed;
        }

        @Override
        public void close() {
            put.clear();
            gone.clear();
        }
    }
}
