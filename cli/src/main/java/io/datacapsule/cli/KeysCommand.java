package io.datacapsule.cli;

import picocli.CommandLine.Command;

/** {@code dab keys}: who may use the server. */
@Command(
        name = "keys",
        description = "Give out keys to the server, see which there are, and revoke them.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab keys create ci --role editor --expires 90d", "  dab keys list", "  dab keys revoke ci"},
        subcommands = {KeysCreateCommand.class, KeysListCommand.class, KeysRevokeCommand.class})
final class KeysCommand extends CommandGroup {}
