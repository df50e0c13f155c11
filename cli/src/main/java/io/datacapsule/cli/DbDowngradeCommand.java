package io.datacapsule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code dab db downgrade}: takes migrations back. */
@Command(
        name = "downgrade",
        description = "Take back so many migrations, the latest first. What they had made is lost.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab db downgrade -1", "  dab db downgrade -2"})
final class DbDowngradeCommand extends ApiCommand {

    @Parameters(paramLabel = "-N", description = "How many: -1, -2, ...")
    private String steps = "";

    @Override
    public Integer call() {
        if (!steps.matches("-?[1-9][0-9]{0,3}")) {
            throw new ParameterException(spec().commandLine(), "'" + steps + "' says not how many: -1, -2, ...");
        }
        return DatabaseProgram.run(this, "downgrade", steps.startsWith("-") ? steps : "-" + steps);
    }
}
