package io.datacapsule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code dab jobs cancel}: stops an ingestion. */
@Command(
        name = "cancel",
        description = "Stop an ingestion that waits or runs; the graph stays as it was before it.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab jobs cancel 0b8f5c1e-6a55-4a39-9c56-2f4a3a0f8a10"})
final class JobsCancelCommand extends ApiCommand {

    @Parameters(paramLabel = "ID", description = "The job, as 'dab jobs list' shows it.")
    private String id = "";

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode job =
                api().post(ApiPath.of("/ingest/jobs").name(id).then("/cancel").toString(), null);
        if (output.json(this)) {
            screen().json(job);
        } else {
            screen().line("Job " + Json.text(job, "id") + " is " + Json.text(job, "status") + ".");
        }
        return ExitCode.OK;
    }
}
