package io.datacapsule.cli;

import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.json.JsonMapper;

/** {@code dab version}: says which version this command line is. */
@Command(
        name = "version",
        description = "Say which version this command line is, and which Java runs it.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab version", "  dab version --output json"})
final class VersionCommand extends ApiCommand {

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        if (output.json(this)) {
            screen().json(JsonMapper.shared()
                    .createObjectNode()
                    .put("version", version())
                    .put("java", Runtime.version().toString()));
        } else {
            screen().line(text());
        }
        return ExitCode.OK;
    }

    /** What a person is told. */
    static String text() {
        return "dab " + version() + " (Java " + Runtime.version() + ")";
    }

    /** The version in the manifest of our jar. */
    static String version() {
        return Objects.requireNonNullElse(Dab.class.getPackage().getImplementationVersion(), "development");
    }
}
