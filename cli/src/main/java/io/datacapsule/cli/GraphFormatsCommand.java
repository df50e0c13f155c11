package io.datacapsule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code dab graph formats}: what the graph can be exported as. */
@Command(
        name = "formats",
        description = "List the formats that the graph can be exported as.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab graph formats"})
final class GraphFormatsCommand extends ApiCommand {

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode formats = api().get("/graph/formats");
        if (output.json(this)) {
            screen().json(formats);
        } else {
            formats.forEach(format -> screen().line(Json.text(format)));
        }
        return ExitCode.OK;
    }
}
