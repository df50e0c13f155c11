package io.datacapsule.cli;

import picocli.CommandLine.Command;

/** {@code dab graph}: the property graph as a whole. */
@Command(
        name = "graph",
        description = "Export the property graph, or ask it questions.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab graph export --format mermaid --output graph.mmd",
            "  dab graph query \"MATCH (c:Capsule) RETURN c.name LIMIT 5\""
        },
        subcommands = {
            GraphExportCommand.class,
            GraphExportLineageCommand.class,
            GraphQueryCommand.class,
            GraphFormatsCommand.class
        })
final class GraphCommand extends CommandGroup {}
