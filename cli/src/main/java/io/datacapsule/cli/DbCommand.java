package io.datacapsule.cli;

import picocli.CommandLine.Command;

/** {@code dab db}: the schema of the relational database. */
@Command(
        name = "db",
        description = "See and change the schema version of the relational database.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab db current", "  dab db upgrade"},
        subcommands = {DbCurrentCommand.class, DbUpgradeCommand.class, DbDowngradeCommand.class, DbNewCommand.class})
final class DbCommand extends CommandGroup {}
