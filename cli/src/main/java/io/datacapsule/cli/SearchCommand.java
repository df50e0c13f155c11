package io.datacapsule.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code dab search}: finds capsules and columns by words. */
@Command(
        name = "search",
        description = {
            "Find capsules and columns by words: exact names first, then names, descriptions, columns, tags.",
            "Forgives typos, completes beginnings of words."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab search customers",
            "  dab search \"order amount\" --limit 5",
            "  dab search emial --output json"
        })
final class SearchCommand extends ApiCommand {

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "What to look for.")
    private List<String> words = List.of();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most so many. Default: 20")
    private int limit;

    @Option(names = "--offset", paramLabel = "N", description = "Skip so many.")
    private @Nullable Integer offset;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode page = api().get(ApiPath.of("/search")
                .with("q", String.join(" ", words))
                .with("limit", limit)
                .with("offset", offset)
                .toString());
        if (output.json(this)) {
            screen().json(page);
            return ExitCode.OK;
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode hit : page.path("items")) {
            rows.add(List.of(
                    Json.text(hit, "name"),
                    Json.text(hit, "capsule_type", "type", "kind"),
                    Json.text(hit, "layer"),
                    Json.text(hit, "domain", "domain_name"),
                    Json.text(hit, "urn")));
        }
        screen().table(List.of("NAME", "TYPE", "LAYER", "DOMAIN", "URN"), rows);
        Listing.footer(screen(), page, "match", "matches");
        return ExitCode.OK;
    }
}
