package io.datacapsule.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code dab capsules columns}: the columns of one dataset. */
@Command(
        name = "columns",
        description = "List the columns of a capsule in their order.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab capsules columns urn:dcs:dbt:model:shop.marts:orders",
            "  dab capsules columns urn:dcs:dbt:model:shop.marts:orders --output json"
        })
final class CapsulesColumnsCommand extends ApiCommand {

    @Parameters(paramLabel = "URN", description = "URN or id of the capsule.")
    private String urn = "";

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode page =
                api().get(ApiPath.of("/capsules").name(urn).then("/columns").toString());
        if (output.json(this)) {
            screen().json(page);
            return ExitCode.OK;
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode column : page.path("items")) {
            rows.add(List.of(
                    Json.text(column, "name"),
                    Json.text(column, "data_type"),
                    Json.text(column, "semantic_type"),
                    Json.text(column, "pii_type"),
                    Json.text(column, "test_count"),
                    Json.text(column, "description")));
        }
        screen().table(List.of("NAME", "TYPE", "MEANING", "PII", "#TESTS", "DESCRIPTION"), rows);
        Listing.footer(screen(), page, "column", "columns");
        return ExitCode.OK;
    }
}
