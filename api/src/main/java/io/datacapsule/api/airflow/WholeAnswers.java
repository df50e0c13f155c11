package io.datacapsule.api.airflow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Reads an answer to its end before it counts as one, so that what was cut is asked for again like any other failure of the
 * connection; and no longer and no more than is allowed.
 *
 * @param atMost bytes, as sent
 * @param within time from the first byte to the last
 */
record WholeAnswers(int atMost, Duration within) implements ExecChainHandler {

    private static final int PIECE = 16 * 1024;

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return response;
        }
        boolean whole = false;
        try {
            byte[] bytes = read(entity);
            whole = true;
            response.setEntity(
                    new ByteArrayEntity(bytes, 0, bytes.length, null, entity.getContentEncoding(), entity.isChunked()));
            return response;
        } finally {
            if (!whole) {
                scope.execRuntime.discardEndpoint(); // to close the answer would be to read it to its end
            }
        }
    }

    private byte[] read(HttpEntity entity) throws IOException {
        long deadline = System.nanoTime() + within.toNanos();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        InputStream in = entity.getContent();
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            if (System.nanoTime() > deadline) {
                throw new SocketTimeoutException("the answer did not end in time");
            }
            if (all.size() + n > atMost) {
                throw new TooLargeException();
            }
            all.write(piece, 0, n);
        }
        return all.toByteArray();
    }
}
