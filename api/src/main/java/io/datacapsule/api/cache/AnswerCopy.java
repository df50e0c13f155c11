package io.datacapsule.api.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Passes on what is written, and holds a copy of it as long as that is not too large. For one thread. */
final class AnswerCopy extends OutputStream {

    private final OutputStream target;
    private final int most;
    private ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private boolean whole = true;

    AnswerCopy(OutputStream target, int most) {
        this.target = target;
        this.most = most;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        target.write(bytes, offset, length);
        if (whole && copy.size() + length <= most) {
            copy.write(bytes, offset, length);
        } else if (whole) {
            whole = false;
            copy = new ByteArrayOutputStream(0);
        }
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    /** All that was written, unless it was too large. */
    Optional<byte[]> copy() {
        return whole ? Optional.of(copy.toByteArray()) : Optional.empty();
    }
}
