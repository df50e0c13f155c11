package io.datacapsule.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The {@code dab} command itself. */
@Command(
        name = "dab",
        header = "Data Capsule Server: a data catalog that keeps datasets, columns and their lineage as a graph.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab up --demo                          start a server with an example project in it",
            "  dab ingest dbt target/                 read the artifacts of your own dbt project",
            "  dab search orders                      find something",
            "  dab lineage URN --upstream             where it comes from",
            "  dab graph export --format mermaid      draw everything",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong command line, 3 checks found violations.",
            "'dab COMMAND --help' teaches each command. The README lists every environment variable, under"
                    + " Configuration."
        },
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            IngestCommand.class,
            JobsCommand.class,
            CapsulesCommand.class,
            SearchCommand.class,
            LineageCommand.class,
            GraphCommand.class,
            KeysCommand.class,
            AuditCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ResetCommand.class,
            CacheCommand.class,
            DbCommand.class,
            HealthCommand.class,
            TestCommand.class,
            CompletionCommand.class,
            VersionCommand.class
        })
public final class Dab extends CommandGroup {

    @Mixin
    final OutputOption output = new OutputOption();

    @Mixin
    final GlobalOptions global = new GlobalOptions();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = 111,
            description = "Say which version this is, as 'dab version' does.")
    @SuppressWarnings("UnusedVariable") // picocli itself reads it
    private boolean version;

    private final Surroundings surroundings;

    Dab(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs the command line of this process and ends it with the exit code. */
    public static void main(String[] arguments) {
        System.exit(new Dab(Surroundings.ofProcess()).run(arguments));
    }

    /** Runs one command line. */
    int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    /** All commands, ready to run. */
    CommandLine commandLine() {
        Ansi ansi = surroundings.ansi() ? Ansi.ON : Ansi.OFF;
        CommandLine commandLine = new CommandLine(this)
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setUsageHelpWidth(Math.clamp(surroundings.columns(), 80, 120))
                .setParameterExceptionHandler(this::usage)
                .setExecutionExceptionHandler(failure());
        commandLine.getCommandSpec().version(VersionCommand.text());
        return commandLine;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** The folder of the local server. */
    Path home() {
        return global.home(surroundings);
    }

    /** The server that the options and the environment name. */
    ApiClient api() {
        URI api = global.api(surroundings);
        return new ApiClient(api, global.apiKey(surroundings, api));
    }

    private int usage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("dab: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private IExecutionExceptionHandler failure() {
        return (e, command, parsed) -> {
            if (e instanceof CommandFailure && String.valueOf(e.getMessage()).isEmpty()) {
                return ExitCode.FAILURE;
            }
            if (e instanceof CommandFailure) {
                command.getErr().println("dab: " + e.getMessage());
            } else {
                command.getErr().println("dab: this is a defect of the command line itself: " + e);
                if (surroundings.variable("DAB_DEBUG").isPresent()) {
                    e.printStackTrace(command.getErr());
                }
            }
            return ExitCode.FAILURE;
        };
    }
}
