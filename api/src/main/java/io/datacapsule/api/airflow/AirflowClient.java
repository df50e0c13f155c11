package io.datacapsule.api.airflow;

import io.datacapsule.api.egress.EgressGuard;
import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.airflow.AirflowApi;
import io.datacapsule.ingest.airflow.AirflowMetadata;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches from an instance over HTTP. A job that is cancelled stops within a moment, also while an answer is waited for. */
final class AirflowClient implements AirflowApi {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final long LOOK_MILLIS = 200;

    private final AirflowOptions options;
    private final Credentials credentials;
    private final EgressGuard guard;
    private final Duration firstPause;

    AirflowClient(AirflowOptions options, Credentials credentials, EgressGuard guard) {
        this(options, credentials, guard, FIRST_PAUSE);
    }

    /** With another pause before a request is tried again. */
    AirflowClient(AirflowOptions options, Credentials credentials, EgressGuard guard, Duration firstPause) {
        this.options = options;
        this.credentials = credentials;
        this.guard = guard;
        this.firstPause = firstPause;
    }

    @Override
    public AirflowMetadata fetch(IngestProgress progress) {
        LatestPlace place = new LatestPlace(progress);
        ExecutorService worker = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("airflow").factory());
        AirflowHttp http = new AirflowHttp(options, credentials, guard, new Retries(firstPause.toMillis()));
        try {
            Future<AirflowMetadata> metadata = worker.submit(
                    () -> new Fetch(new SessionStart(http, options, credentials).open(), options, place).run());
            return watched(metadata, place);
        } finally {
            http.close();
            worker.shutdownNow();
        }
    }

    private static AirflowMetadata watched(Future<AirflowMetadata> metadata, LatestPlace place) {
        place.at("connecting", 0, 0);
        while (true) {
            try {
                place.tell();
                AirflowMetadata fetched = metadata.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                place.tell();
                return fetched;
            } catch (TimeoutException e) {
                // looks whether the job was cancelled, and waits again
            } catch (ExecutionException e) {
                throw Causes.unwrapped(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }
    }
}
