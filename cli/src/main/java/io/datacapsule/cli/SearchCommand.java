package io.datacapsule.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    private static final Listing LISTING =
            new Listing("match", "matches", List.of("NAME", "TYPE", "LAYER", "DOMAIN", "URN"), SearchCommand::row);

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "What to look for.")
    private List<String> words = List.of();

    @Mixin
    private final ListOptions list = new ListOptions();

    @Override
    public Integer call() {
        return list.show(this, ApiPath.of("/search").with("q", String.join(" ", words)), LISTING);
    }

    private static List<String> row(JsonNode hit) {
        return List.of(
                Json.text(hit, "name"),
                Json.text(hit, "capsule_type", "type", "kind"),
                Json.text(hit, "layer"),
                Json.text(hit, "domain", "domain_name"),
                Json.text(hit, "urn"));
    }
}
