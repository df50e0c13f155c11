package io.datacapsule.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/**
 * Which groups and rows a catalog has, each with the sum of its lines: enough to tell what is another at a later time, in about a
 * hundredth of the room. Used by one thread.
 */
final class CatalogState {

    private final Map<GroupKey, Sum> sums = new HashMap<>();

    /** Adds a group or a row, and answers whether it was not there yet. */
    boolean add(GroupKey key, Sum sum) {
        return sums.putIfAbsent(key, sum) == null;
    }

    /** Whether that group or row is there with that sum. */
    boolean has(GroupKey key, Sum sum) {
        return sum.equals(sums.get(key));
    }

    /** Whether there is such a group or row. */
    boolean has(GroupKey key) {
        return sums.containsKey(key);
    }

    /** How many groups and rows there are. */
    int size() {
        return sums.size();
    }

    /** Writes it, a group or a row a line, and answers how many. */
    long writeTo(OutputStream out) {
        try (JsonGenerator json = BackupJson.lines(out)) {
            sums.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(GroupKey.ORDER))
                    .forEach(entry -> {
                        json.writeStartObject();
                        json.writeStringProperty("set", entry.getKey().set());
                        json.writeStringProperty("key", entry.getKey().key());
                        json.writeStringProperty("sum", entry.getValue().toString());
                        json.writeEndObject();
                        json.writeRaw('\n');
                    });
        }
        return sums.size();
    }

    /**
     * What {@link #writeTo} wrote.
     *
     * @throws io.datacapsule.model.InvalidArtifactException {@code backup_invalid}
     */
    static CatalogState read(InputStream in) throws IOException {
        CatalogState state = new CatalogState();
        Lines lines = new Lines(in);
        try {
            while (lines.next()) {
                if (lines.length() > 0) {
                    state.add(lines.json());
                }
            }
        } catch (JacksonException e) {
            throw BackupFailures.invalid(BackupManifest.Part.STATE, lines.number(), e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw BackupFailures.invalid(BackupManifest.Part.STATE, lines.number(), String.valueOf(e.getMessage()));
        }
        return state;
    }

    private void add(Map<String, Object> line) {
        if (line.size() != 3
                || !(line.get("set") instanceof String set)
                || !(line.get("key") instanceof String key)
                || !(line.get("sum") instanceof String sum)
                || !add(new GroupKey(set.intern(), key), Sum.parse(sum))) {
            throw new IllegalArgumentException("it is no group or row, or there twice");
        }
    }
}
