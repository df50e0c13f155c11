package io.datacapsule.backup;

import java.io.IOException;
import java.io.InputStream;

/** The rows of a part that count, as text. Used by one thread. */
final class CountedRows extends InputStream {

    private final String table;
    private final Lines lines;
    private final ChainFold fold;
    private int at;
    private int left;
    private long all;
    private long taken;

    CountedRows(String table, InputStream content, ChainFold fold) {
        this.table = table;
        this.lines = new Lines(content);
        this.fold = fold;
    }

    /** How many rows were read. */
    long all() {
        return all;
    }

    /** How many of them count. */
    long taken() {
        return taken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 && !next()) {
            return -1;
        }
        int count = Math.min(left, length);
        System.arraycopy(lines.bytes(), at, buffer, offset, Math.min(count, left - 1));
        if (count == left && count > 0) {
            buffer[offset + count - 1] = '\n';
        }
        at += count;
        left -= count;
        return count;
    }

    /** Goes to the next row that counts; its end is one byte more. */
    private boolean next() throws IOException {
        while (lines.next()) {
            all++;
            if (fold.takes(GroupKey.row(table, lines.bytes(), lines.start(), lines.length()), lines)) {
                taken++;
                at = lines.start();
                left = lines.length() + 1;
                return true;
            }
        }
        return false;
    }
}
