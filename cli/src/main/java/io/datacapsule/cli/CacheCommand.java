package io.datacapsule.cli;

import picocli.CommandLine.Command;

/** {@code dab cache}: answers that the server keeps. */
@Command(
        name = "cache",
        description = "See what the server keeps of its answers, and have it forget them.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab cache stats", "  dab cache clear", "  dab cache clear --pattern 'dcs:export:*'"},
        subcommands = {CacheStatsCommand.class, CacheClearCommand.class})
final class CacheCommand extends CommandGroup {}
