package io.datacapsule.cli;

import picocli.CommandLine.Command;

/** {@code dab jobs}: what became of ingestions. */
@Command(
        name = "jobs",
        description = "See what became of ingestions; try them again, or stop them.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab jobs list", "  dab jobs get 5f0c..."},
        subcommands = {JobsListCommand.class, JobsGetCommand.class, JobsRetryCommand.class, JobsCancelCommand.class})
final class JobsCommand extends CommandGroup {}
