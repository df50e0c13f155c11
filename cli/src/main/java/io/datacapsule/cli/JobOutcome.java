package io.datacapsule.cli;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Prints how a job stands at the end of a command and gives the exit code for it. */
final class JobOutcome {

    private static final Set<String> AT_WORK = Set.of("pending", "running");

    private final Screen screen;
    private final boolean json;

    JobOutcome(ApiCommand command, boolean json) {
        this.screen = command.screen();
        this.json = json;
    }

    /** Whether the job is over. */
    static boolean hasEnded(JsonNode job) {
        return !AT_WORK.contains(Json.text(job, "status"));
    }

    /** Prints {@code job}; OK if it completed or still goes on. */
    int of(JsonNode job) {
        if (json) {
            screen.json(job);
        } else if (hasEnded(job)) {
            new JobReport(screen).print(job);
        } else {
            String id = Json.text(job, "id");
            screen.line("Job " + id + " is " + Json.text(job, "status") + ".");
            screen.note("See what becomes of it: dab jobs get " + id);
        }
        return !hasEnded(job) || Json.text(job, "status").equals("completed") ? ExitCode.OK : ExitCode.FAILURE;
    }
}
