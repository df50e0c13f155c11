package io.datacapsule.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dab graph export}: the whole graph, or a domain of it. */
@Command(
        name = "export",
        description = "Export the graph for other tools.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab graph export --format mermaid --output graph.mmd",
            "  dab graph export --format graphml --include-columns --output graph.graphml",
            "  dab graph export --format cypher | cypher-shell -u neo4j",
            "  dab graph export --format dot --domain customer | dot -Tsvg > customer.svg"
        })
final class GraphExportCommand extends ApiCommand {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "mermaid",
            description = "One of 'dab graph formats'. Default: mermaid")
    private String format = "mermaid";

    @Option(names = "--domain", paramLabel = "NAME", description = "Only the capsules of this domain.")
    private @Nullable String domain;

    @Option(names = "--include-columns", description = "With columns and their lineage.")
    private boolean columns;

    @Option(names = "--include-tags", description = "With tags.")
    private boolean tags;

    @Option(names = "--include-data-products", description = "With data products.")
    private boolean products;

    @Mixin
    private final ExportTarget target = new ExportTarget();

    @Override
    public Integer call() {
        ApiPath path = ApiPath.of("/graph/export")
                .with("format", format)
                .with("domain", domain)
                .with("include_columns", columns)
                .with("include_tags", tags)
                .with("include_data_products", products);
        target.receive(this, path.toString());
        return ExitCode.OK;
    }
}
