package io.datacapsule.cli;

import picocli.CommandLine.Command;

/** {@code dab db upgrade}: applies what waits. */
@Command(
        name = "upgrade",
        description = "Apply all migrations that wait. The server does so by itself when it starts.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab db upgrade"})
final class DbUpgradeCommand extends ApiCommand {

    @Override
    public Integer call() {
        return DatabaseProgram.run(this, "upgrade");
    }
}
