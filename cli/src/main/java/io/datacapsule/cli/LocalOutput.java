package io.datacapsule.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Tells a full disk from a broken connection. */
final class LocalOutput extends OutputStream {

    private final OutputStream out;

    LocalOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new CommandFailure("The file cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
