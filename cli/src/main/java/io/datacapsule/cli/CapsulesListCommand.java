package io.datacapsule.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code dab capsules list}: the datasets that pass all filters. */
@Command(
        name = "list",
        description = "List capsules; filters combine.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab capsules list --layer gold --domain sales",
            "  dab capsules list --has-pii --sort name",
            "  dab capsules list --type source --limit 100 --output json"
        })
final class CapsulesListCommand extends ApiCommand {

    private static final Listing LISTING = new Listing(
            "capsule",
            "capsules",
            List.of("NAME", "TYPE", "LAYER", "DOMAIN", "#COLUMNS", "#TESTS", "#PII", "URN"),
            CapsulesListCommand::row);

    @Option(names = "--search", paramLabel = "WORDS", description = "Only those that the words find.")
    private @Nullable String search;

    @Option(names = "--layer", paramLabel = "LAYER", description = "Only bronze, silver or gold ones.")
    private @Nullable String layer;

    @Option(
            names = {"--type", "--capsule-type"},
            paramLabel = "TYPE",
            description = "Only model, source, seed, snapshot, exposure, ...")
    private @Nullable String type;

    @Option(names = "--domain", paramLabel = "NAME", description = "Only those of the domain.")
    private @Nullable String domain;

    @Option(names = "--tag", paramLabel = "TAG", description = "Only those with the tag.")
    private @Nullable String tag;

    @Option(
            names = "--has-pii",
            negatable = true,
            description = "Only those with personal data; --no-has-pii: only those without.")
    private @Nullable Boolean hasPii;

    @Option(names = "--source-system", paramLabel = "SYSTEM", description = "Only those of dbt, or of airflow.")
    private @Nullable String sourceSystem;

    @Option(names = "--source-instance", paramLabel = "NAME", description = "Only those of this dbt project.")
    private @Nullable String sourceInstance;

    @Option(names = "--database", paramLabel = "NAME", description = "Only those in this database.")
    private @Nullable String database;

    @Option(names = "--schema", paramLabel = "NAME", description = "Only those in this schema.")
    private @Nullable String schema;

    @Option(names = "--owner", paramLabel = "NAME", description = "Only those of this owner.")
    private @Nullable String owner;

    @Option(names = "--materialization", paramLabel = "KIND", description = "Only table, view, incremental, ... ones.")
    private @Nullable String materialization;

    @Option(
            names = "--has-tests",
            negatable = true,
            description = "Only those with tests; --no-has-tests: only those without.")
    private @Nullable Boolean hasTests;

    @Option(names = "--sort", paramLabel = "FIELD", description = "Order by this field; -FIELD the other way round.")
    private @Nullable String sort;

    @Mixin
    private final ListOptions list = new ListOptions();

    @Override
    public Integer call() {
        return list.show(
                this,
                ApiPath.of("/capsules")
                        .with("search", search)
                        .with("layer", layer)
                        .with("capsule_type", type)
                        .with("domain", domain)
                        .with("tag", tag)
                        .with("has_pii", hasPii)
                        .with("source_system", sourceSystem)
                        .with("source_instance", sourceInstance)
                        .with("database", database)
                        .with("schema", schema)
                        .with("owner", owner)
                        .with("materialization", materialization)
                        .with("has_tests", hasTests)
                        .with("sort", sort),
                LISTING);
    }

    private static List<String> row(JsonNode capsule) {
        return List.of(
                Json.text(capsule, "name"),
                Json.text(capsule, "capsule_type", "type"),
                Json.text(capsule, "layer"),
                Json.text(capsule, "domain_name", "domain"),
                Json.text(capsule, "column_count"),
                Json.text(capsule, "test_count"),
                Json.text(capsule, "pii_column_count"),
                Json.text(capsule, "urn"));
    }
}
