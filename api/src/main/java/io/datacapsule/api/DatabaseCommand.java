package io.datacapsule.api;

import io.datacapsule.api.catalog.SchemaDatabase;
import io.datacapsule.api.config.Settings;
import io.datacapsule.jdbc.migrations.Migration;
import io.datacapsule.jdbc.migrations.Migrations;
import io.datacapsule.jdbc.migrations.NewScript;
import io.datacapsule.model.CatalogException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Shows and changes the schema of the relational database: that of {@code DATABASE_URL}, else the one of the home, whether its
 * server runs or not. Exit codes: 0 done, 1 failed, 2 not understood.
 */
public final class DatabaseCommand {

    private static final String USAGE = """
            usage: current                      show the migrations and where they stand
                   upgrade [head]               apply all that are pending
                   downgrade -N | N | base      undo the latest N, or all: what they hold is lost
                   new "description"            begin a migration in the source tree
            """;
    private static final Path SCRIPTS =
            Path.of("relational-store/schema/src/main/resources/io/datacapsule/jdbc/migrations");

    private final Settings settings;
    private final PrintStream out;

    private DatabaseCommand(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Runs the command of the arguments and ends the process with its exit code. */
    public static void main(String[] args) {
        // The command says itself what came of it; nobody set up where a log would go.
        LoggingSystem.get(DatabaseCommand.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
        System.exit(run(List.of(args), System.out, System.err));
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            return run(Settings.ofProcess(), arguments, out, err);
        } catch (CatalogException e) {
            err.println("dab: " + e.getMessage());
            return 1;
        }
    }

    /** Runs the command of the arguments and answers its exit code. */
    static int run(Settings settings, List<String> arguments, PrintStream out, PrintStream err) {
        DatabaseCommand command = new DatabaseCommand(settings, out);
        String verb = arguments.isEmpty() ? "" : arguments.getFirst();
        String operand = arguments.size() < 2 ? "" : arguments.get(1);
        try {
            if (arguments.size() <= 2 && command.understood(verb, operand)) {
                return 0;
            }
        } catch (CatalogException e) {
            err.println("dab: " + e.getMessage());
            return 1;
        }
        err.print(USAGE);
        return 2;
    }

    private boolean understood(String verb, String operand) {
        switch (verb + (operand.isEmpty() ? "" : " …")) {
            case "current" -> current();
            case "upgrade" -> upgrade();
            case "upgrade …" -> {
                if (!operand.equals("head")) {
                    return false;
                }
                upgrade();
            }
            case "downgrade …" -> {
                if (!operand.matches("base|-?[1-9][0-9]{0,6}")) {
                    return false;
                }
                downgrade(operand.equals("base") ? Integer.MAX_VALUE : Math.abs(Integer.parseInt(operand)));
            }
            case "new …" -> out.println("Created " + NewScript.write(SCRIPTS, operand, Clock.systemUTC()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void current() {
        try (SchemaDatabase database = SchemaDatabase.open(settings)) {
            List<Migration> migrations = database.migrations().current();
            migrations.forEach(migration -> out.println(migration.id() + "  "
                    + switch (migration.state()) {
                        case APPLIED -> "applied " + migration.appliedAt();
                        case PENDING -> "pending";
                        case UNKNOWN -> "unknown to this version";
                    }
                    + "  " + migration.description()));
        }
    }

    private void upgrade() {
        try (SchemaDatabase database = SchemaDatabase.open(settings)) {
            Migrations migrations = database.migrations();
            told("Applied", migrations.upgrade(), "The schema is up to date.");
        }
    }

    private void downgrade(int steps) {
        try (SchemaDatabase database = SchemaDatabase.open(settings)) {
            told("Undone", database.migrations().downgrade(steps), "There is nothing to undo.");
        }
    }

    private void told(String verb, List<Migration> migrations, String otherwise) {
        if (migrations.isEmpty()) {
            out.println(otherwise);
        }
        migrations.forEach(migration -> out.println(verb + " " + migration.id() + "  " + migration.description()));
    }
}
