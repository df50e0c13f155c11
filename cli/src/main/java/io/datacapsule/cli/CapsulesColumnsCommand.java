package io.datacapsule.cli;

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

    private static final Listing LISTING = new Listing(
            "column",
            "columns",
            List.of("NAME", "TYPE", "MEANING", "PII", "#TESTS", "DESCRIPTION"),
            CapsulesColumnsCommand::row);

    @Parameters(paramLabel = "URN", description = "URN or id of the capsule.")
    private String urn = "";

    @Mixin
    private final ListOptions list = new ListOptions();

    @Override
    public Integer call() {
        return list.show(this, ApiPath.of("/capsules").name(urn).then("/columns"), LISTING);
    }

    private static List<String> row(JsonNode column) {
        return List.of(
                Json.text(column, "name"),
                Json.text(column, "data_type"),
                Json.text(column, "semantic_type"),
                Json.text(column, "pii_type"),
                Json.text(column, "test_count"),
                Json.text(column, "description"));
    }
}
