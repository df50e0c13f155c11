package io.datacapsule.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a table as text, adds them to a state, and passes those on that another state does not have. Used by one thread. */
final class RowSums extends OutputStream {

    private final String table;
    private final CatalogState state;
    private final @Nullable CatalogState known;
    private final OutputStream out;
    private final Sum.Digests digests = new Sum.Digests();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private long passed;

    /** Passes all rows on if no state is known. */
    RowSums(String table, CatalogState state, @Nullable CatalogState known, OutputStream out) {
        this.table = table;
        this.state = state;
        this.known = known;
        this.out = out;
    }

    /** How many rows were passed on. */
    long passed() {
        return passed;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        for (int at = offset; at < offset + length; at++) {
            if (bytes[at] == '\n') {
                end(bytes, from, at - from);
                from = at + 1;
            }
        }
        begun.write(bytes, from, offset + length - from);
    }

    private void end(byte[] bytes, int from, int length) throws IOException {
        if (begun.size() == 0) {
            row(bytes, from, length);
        } else {
            begun.write(bytes, from, length);
            byte[] whole = begun.toByteArray();
            begun.reset();
            row(whole, 0, whole.length);
        }
    }

    private void row(byte[] bytes, int from, int length) throws IOException {
        GroupKey key = GroupKey.row(table, bytes, from, length);
        Sum sum = digests.of(bytes, from, length);
        state.add(key, sum);
        if (known == null || !known.has(key, sum)) {
            out.write(bytes, from, length);
            out.write('\n');
            passed++;
        }
    }
}
