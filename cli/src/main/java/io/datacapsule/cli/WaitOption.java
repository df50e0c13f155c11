package io.datacapsule.cli;

import java.time.Duration;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lets the caller wait for the end of a job, or not. */
class WaitOption {

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_ASKED_MILLIS = 60_000;
    private static final int PATIENCE = 20;

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait until the job has ended, which is the default, or do not (--no-wait).")
    private boolean wait;

    /** Waits for the end of {@code job}, showing its progress, unless it is not to be waited for. */
    JsonNode until(ApiClient api, ApiCommand command, JsonNode job) {
        return wait ? ended(api, command, job) : job;
    }

    /** Waits for the end of {@code job}, showing its progress. A server that restarts meanwhile is waited for, too. */
    static JsonNode ended(ApiClient api, ApiCommand command, JsonNode job) {
        String id = Json.text(job, "id");
        JsonNode latest = job;
        long pause = FIRST_PAUSE_MILLIS;
        int silent = 0;
        try (Progress progress = new Progress(command.surroundings())) {
            while (!JobOutcome.hasEnded(latest)) {
                progress.at(
                        Json.text(latest, "stage"),
                        latest.path("done").asLong(0),
                        latest.path("expected").asLong(0));
                sleep(pause);
                pause = Math.min(pause * 3 / 2, LONGEST_PAUSE_MILLIS);
                try {
                    latest = api.get(ApiPath.of("/ingest/jobs").name(id).toString());
                    silent = 0;
                } catch (UnreachableServerFailure | TooManyRequestsFailure e) {
                    pause = pause(e);
                    silent++;
                    if (silent > PATIENCE) {
                        throw new CommandFailure(e.getMessage() + "\nSee what became of it: dab jobs get " + id, e);
                    }
                }
            }
        }
        return latest;
    }

    /** As long as the server asks for, within reason. */
    private static long pause(CommandFailure failure) {
        long asked = failure instanceof TooManyRequestsFailure busy ? busy.retryAfterSeconds() * 1_000 : 0;
        return Math.clamp(asked, LONGEST_PAUSE_MILLIS, LONGEST_ASKED_MILLIS);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while waiting for the job.", e);
        }
    }
}
