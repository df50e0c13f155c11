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
        footer = {"  dab db downgrade -1", "  dab db downgrade base"})
final class DbDowngradeCommand extends ApiCommand {

    @Parameters(paramLabel = "-N|base", description = "How many: -1, -2, ...; or base: all of them")
    private String steps = "";

    @Override
    public Integer call() {
        if (!steps.matches("base|-?[1-9][0-9]{0,3}")) {
            throw new ParameterException(spec().commandLine(), "'" + steps + "' says not how many: -1, -2, ...");
        }
        return ServerTool.run(this, ServerProgram.DATABASE, "downgrade", steps.matches("[0-9]+") ? "-" + steps : steps);
    }
}
