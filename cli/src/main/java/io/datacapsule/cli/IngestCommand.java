package io.datacapsule.cli;

import picocli.CommandLine.Command;

/** {@code dab ingest}: reads metadata into the catalog. */
@Command(
        name = "ingest",
        description = "Read metadata of other systems into the catalog.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab ingest dbt target/", "  dab ingest airflow --base-url https://airflow.example.com"},
        subcommands = {IngestDbtCommand.class, IngestAirflowCommand.class})
final class IngestCommand extends CommandGroup {}
