package io.datacapsule.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dab test}: its place in the help; the launcher runs it without us, because it builds us too. */
@Command(
        name = "test",
        description = "Run every test of the source tree that the launcher lies in (mvnw verify).",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  ./dab test                     everything", "  ./dab test -pl catalog-core    one module"})
final class TestCommand extends ApiCommand {

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Passed on to Maven.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        throw new CommandFailure(
                "Tests are run by the launcher in the source tree: ./dab test " + String.join(" ", arguments));
    }
}
