package io.datacapsule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code dab jobs get}: one ingestion in full. */
@Command(
        name = "get",
        description = "Show one ingestion job: what it changed, left out and warned about.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab jobs get 0b8f5c1e-6a55-4a39-9c56-2f4a3a0f8a10",
            "  dab jobs get 0b8f5c1e-6a55-4a39-9c56-2f4a3a0f8a10 --output json"
        })
final class JobsGetCommand extends ApiCommand {

    @Parameters(paramLabel = "ID", description = "The job, as 'dab jobs list' shows it.")
    private String id = "";

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode job = api().get(ApiPath.of("/ingest/jobs").name(id).toString());
        if (output.json(this)) {
            screen().json(job);
        } else {
            new JobReport(screen()).print(job);
        }
        return ExitCode.OK;
    }
}
