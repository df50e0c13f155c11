package io.datacapsule.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Throws unchecked what the writer behind it throws: JGraphT's exporters wrap writers in {@link java.io.PrintWriter}, which
 * would keep a full disk to itself. Closing it leaves the writer behind it open.
 */
final class ExportWriter extends Writer {

    private final Writer target;

    ExportWriter(Writer target) {
        this.target = target;
    }

    @Override
    public void write(int character) {
        try {
            target.write(character);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(char[] text, int from, int length) {
        try {
            target.write(text, from, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(String text, int from, int length) {
        try {
            target.write(text, from, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void flush() {
        try {
            target.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
