package io.datacapsule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code dab jobs retry}: tries an ingestion again. */
@Command(
        name = "retry",
        description = "Try an ingestion that failed, was cancelled or interrupted again, as a new job.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab jobs retry 0b8f5c1e-6a55-4a39-9c56-2f4a3a0f8a10",
            "  dab jobs retry 0b8f5c1e-6a55-4a39-9c56-2f4a3a0f8a10 --no-wait"
        })
final class JobsRetryCommand extends ApiCommand {

    @Parameters(paramLabel = "ID", description = "The job, as 'dab jobs list' shows it.")
    private String id = "";

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        ApiClient api = api();
        JsonNode job =
                api.post(ApiPath.of("/ingest/jobs").name(id).then("/retry").toString(), null);
        return new JobOutcome(this, output.json(this)).of(wait.until(api, this, job));
    }
}
