package io.datacapsule.cli;

import picocli.CommandLine.Command;

/** {@code dab db current}: which migrations are applied. */
@Command(
        name = "current",
        description = "Say which version the schema has, and which migrations wait.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab db current", "  DATABASE_URL=postgresql://dab@db.example.com/dab dab db current"})
final class DbCurrentCommand extends ApiCommand {

    @Override
    public Integer call() {
        return ServerTool.run(this, ServerProgram.DATABASE, "current");
    }
}
