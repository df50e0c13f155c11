package io.datacapsule.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dab graph export-lineage}: what lies around one capsule. */
@Command(
        name = "export-lineage",
        description = "Export the lineage around one capsule.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab graph export-lineage urn:dcs:dbt:model:shop.marts:orders --format mermaid --depth 3",
            "  dab graph export-lineage urn:dcs:dbt:model:shop.marts:orders --format dot --direction upstream \\",
            "      --depth 5 --output upstream.dot"
        })
final class GraphExportLineageCommand extends ApiCommand {

    @Parameters(paramLabel = "URN", description = "URN or id of the capsule.")
    private String urn = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "mermaid",
            description = "One of 'dab graph formats'. Default: mermaid")
    private String format = "mermaid";

    @Option(names = "--depth", paramLabel = "N", description = "So many steps at most. Default: the server's.")
    private @Nullable Integer depth;

    @Option(
            names = "--direction",
            paramLabel = "upstream|downstream|both",
            converter = Direction.class,
            description = "Only where it comes from, or where it goes. Default: both")
    private String direction = "both";

    @Mixin
    private final ExportTarget target = new ExportTarget();

    @Override
    public Integer call() {
        ApiPath path = ApiPath.of("/graph/export/lineage")
                .name(urn)
                .with("format", format)
                .with("depth", depth)
                .with("direction", direction);
        target.receive(this, path.toString());
        return ExitCode.OK;
    }
}
