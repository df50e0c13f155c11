package io.datacapsule.cli;

import picocli.CommandLine.Command;

/** {@code dab capsules}: the datasets of the catalog. */
@Command(
        name = "capsules",
        description = "See the capsules (datasets) of the catalog and their columns.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab capsules list --layer gold", "  dab capsules get urn:dcs:dbt:model:shop.marts:orders"},
        subcommands = {CapsulesListCommand.class, CapsulesGetCommand.class, CapsulesColumnsCommand.class})
final class CapsulesCommand extends CommandGroup {}
