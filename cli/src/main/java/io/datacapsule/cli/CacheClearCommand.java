package io.datacapsule.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code dab cache clear}: has the server forget answers. */
@Command(
        name = "clear",
        description = "Forget the answers that are kept. They are worked out again when somebody asks.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab cache clear", "  dab cache clear --pattern 'dcs:export:*'"})
final class CacheClearCommand extends ApiCommand {

    @Option(
            names = "--pattern",
            paramLabel = "PATTERN",
            description = "Only those whose key matches, with * and ?: dcs:export:* or dcs:query:*.")
    private @Nullable String pattern;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode answer =
                api().delete(ApiPath.of("/cache").with("pattern", pattern).toString());
        if (output.json(this)) {
            screen().json(answer);
        } else {
            screen().line("Answers forgotten: " + Json.text(answer, "cleared"));
        }
        return ExitCode.OK;
    }
}
