package io.datacapsule.backup;

import io.datacapsule.model.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Tables that are texts, for tests that need no database. */
public final class InMemoryBackupTables implements BackupTables {

    static final TableLayout LAYOUT =
            new TableLayout("20261124201500", Map.of("notes", List.of("id", "text"), "marks", List.of("id")));

    private Map<String, String> rows = new TreeMap<>(Map.of("notes", "", "marks", ""));
    private int commitsToFail;
    Set<UUID> open = Set.of();
    Set<UUID> completed = Set.of();

    /** The rows of a table. */
    String rows(String table) {
        return rows.getOrDefault(table, "");
    }

    void put(String table, String text) {
        rows.put(table, text);
    }

    /** Plays a database that goes away at the next so many commits. */
    void failCommits(int count) {
        commitsToFail = count;
    }

    @Override
    public TableLayout layout() {
        return LAYOUT;
    }

    @Override
    public View view() {
        Map<String, String> seen = new HashMap<>(rows);
        return new View() {
            @Override
            public Set<UUID> openJobs() {
                return open;
            }

            @Override
            public long copy(String table, OutputStream out) throws IOException {
                String text = seen.getOrDefault(table, "");
                out.write(text.getBytes(StandardCharsets.UTF_8));
                return text.lines().count();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Replacement replace() {
        Map<String, String> next = new TreeMap<>(Map.of("notes", "", "marks", ""));
        return new Replacement() {
            @Override
            public long load(String table, List<String> columns, InputStream content) throws IOException {
                String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                if (text.contains("impossible")) {
                    throw BackupFailures.invalid(table, 0, "impossible");
                }
                next.merge(table, text, String::concat);
                return text.lines().count();
            }

            @Override
            public void endOpenJobs(Set<UUID> done, long revision) {
                completed = done;
            }

            @Override
            public void commit() {
                if (commitsToFail-- > 0) {
                    throw new UnavailableException("database_unavailable", "away");
                }
                rows = next;
            }

            @Override
            public void close() {}
        };
    }
}
