package io.datacapsule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code dab db upgrade}: applies what waits. */
@Command(
        name = "upgrade",
        description = "Apply all migrations that wait. The server does so by itself when it starts.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab db upgrade", "  dab db upgrade head"})
final class DbUpgradeCommand extends ApiCommand {

    @Parameters(arity = "0..1", paramLabel = "head", description = "All of them, which is what happens anyway.")
    private String target = "head";

    @Override
    public Integer call() {
        if (!target.equals("head")) {
            throw new ParameterException(spec().commandLine(), "'" + target + "' is no target; there is only head.");
        }
        return ServerTool.run(this, ServerProgram.DATABASE, "upgrade");
    }
}
