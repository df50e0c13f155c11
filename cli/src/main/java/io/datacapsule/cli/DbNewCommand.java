package io.datacapsule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dab db new}: begins a migration. */
@Command(
        name = "new",
        description = "Create the file of a new migration in the source tree.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab db new \"add a table for notes\""})
final class DbNewCommand extends ApiCommand {

    @Parameters(paramLabel = "DESCRIPTION", description = "What it does, in a few words.")
    private String description = "";

    @Override
    public Integer call() {
        return ServerTool.runInSourceTree(this, ServerProgram.DATABASE, "new", description);
    }
}
