package io.datacapsule.api.ingest;

import io.datacapsule.ingest.IngestionJob;
import io.datacapsule.ingest.IngestionRun;
import io.datacapsule.model.CatalogException;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * Answers for a job that was just started. The source is read before the answer, or a few seconds of it: a broken file is the
 * caller's error at once, with its position, and not only that of a job.
 */
final class JobStart {

    private static final Duration READING = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private JobStart() {}

    /** 202 with the job, or 200 if {@code wait} and it ended; an error if it failed by then. */
    static ResponseEntity<JobView> answer(IngestionRun run, boolean wait, HttpServletResponse response) {
        String location = "/api/v1/ingest/jobs/" + run.id();
        response.setHeader(HttpHeaders.LOCATION, location);
        IngestionJob job = wait ? run.awaitEnd(LONGEST) : run.awaitRead(READING);
        Optional<CatalogException> failure = run.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        ResponseEntity.BodyBuilder answer =
                wait && job.status().ended() ? ResponseEntity.ok() : ResponseEntity.accepted();
        return answer.location(URI.create(location)).body(JobView.of(job));
    }
}
