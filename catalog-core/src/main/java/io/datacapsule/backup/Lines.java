package io.datacapsule.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;

/** Reads a part line by line, as bytes. Used by one thread. */
final class Lines {

    private static final ObjectReader JSON = BackupJson.MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST = 1 << 29;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int filled;
    private int start;
    private int end;
    private int next;
    private long number;

    /** Reads that stream, and leaves it open. */
    Lines(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        start = next;
        number++;
        int at = start;
        while (true) {
            for (; at < filled; at++) {
                if (buffer[at] == '\n') {
                    end = at;
                    next = at + 1;
                    return true;
                }
            }
            at -= start;
            if (!fill()) {
                end = filled;
                next = filled;
                return start < filled;
            }
        }
    }

    /** Moves the line to the beginning and reads on. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        start = 0;
        if (filled == buffer.length) {
            if (filled == LONGEST) {
                throw BackupFailures.noBackup("line " + number + " of a part is longer than any");
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int count = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(count, 0);
        return count >= 0;
    }

    /** The number of the line, counted from 1. */
    long number() {
        return number;
    }

    /** Where in {@link #bytes} the line begins. */
    int start() {
        return start;
    }

    /** How long it is, without its end. */
    int length() {
        return end - start;
    }

    /** Holds the line until the next one is asked for. */
    byte[] bytes() {
        return buffer;
    }

    /** The line as a JSON object. Throws {@link tools.jackson.core.JacksonException} if it is none. */
    Map<String, Object> json() {
        return JSON.readValue(buffer, start, length());
    }
}
