package io.datacapsule.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code dab capsules get}: one dataset in full. */
@Command(
        name = "get",
        description = "Show one capsule.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab capsules get urn:dcs:dbt:model:shop.marts:orders",
            "  dab capsules get urn:dcs:dbt:model:shop:orders            without its schema, if only one fits",
            "  dab capsules get urn:dcs:dbt:model:shop.marts:orders --details --output json"
        })
final class CapsulesGetCommand extends ApiCommand {

    @Parameters(paramLabel = "URN", description = "URN or id of the capsule.")
    private String urn = "";

    @Option(names = "--details", description = "With its SQL and free metadata, which are read from the database.")
    private boolean details;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode capsule = api().get(ApiPath.of("/capsules")
                .name(urn)
                .with("details", details ? true : null)
                .toString());
        if (output.json(this)) {
            screen().json(capsule);
            return ExitCode.OK;
        }
        Map<String, String> fields = HealthCommand.fields(capsule);
        String sql = fields.getOrDefault("sql", "");
        fields.remove("sql");
        fields.remove("raw_sql");
        screen().fields(fields);
        if (!sql.isBlank()) {
            screen().line("\n" + sql.strip());
        }
        return ExitCode.OK;
    }
}
