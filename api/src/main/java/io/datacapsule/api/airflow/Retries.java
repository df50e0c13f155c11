package io.datacapsule.api.airflow;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Tries again when an instance is busy, fails for a moment or hangs up, after a pause that doubles; as long as it asks for, if
 * that is not too long.
 */
final class Retries extends DefaultHttpRequestRetryStrategy {

    /** How often a request is tried again. */
    static final int MOST = 4;

    /** The longest pause that an instance may ask for. */
    static final TimeValue LONGEST = TimeValue.ofSeconds(60);

    private final long firstMillis;

    /** With that pause before the first time. */
    Retries(long firstMillis) {
        super(
                MOST,
                TimeValue.ofMilliseconds(firstMillis),
                List.of(
                        InterruptedIOException.class,
                        UnknownHostException.class,
                        ConnectException.class,
                        NoRouteToHostException.class,
                        TooLargeException.class,
                        SSLException.class),
                List.of(429, 500, 502, 503, 504));
        this.firstMillis = firstMillis;
    }

    @Override
    public boolean retryRequest(HttpResponse response, int count, HttpContext context) {
        return super.retryRequest(response, count, context)
                && getRetryInterval(response, count, context).compareTo(LONGEST) <= 0;
    }

    @Override
    public TimeValue getRetryInterval(HttpRequest request, java.io.IOException e, int count, HttpContext context) {
        return pause(count);
    }

    @Override
    public TimeValue getRetryInterval(HttpResponse response, int count, HttpContext context) {
        return response.getFirstHeader(HttpHeaders.RETRY_AFTER) == null
                ? pause(count)
                : super.getRetryInterval(response, count, context);
    }

    /** Twice as long each time, and not the same for all who wait. */
    private TimeValue pause(int count) {
        long most = firstMillis << Math.min(count, 10);
        return TimeValue.ofMilliseconds(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }
}
