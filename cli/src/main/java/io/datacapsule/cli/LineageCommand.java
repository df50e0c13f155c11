package io.datacapsule.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code dab lineage}: where data comes from and where it goes. */
@Command(
        name = "lineage",
        description = "Draw where the data of a capsule comes from and where it goes, as a tree.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab lineage urn:dcs:dbt:model:shop.marts:orders",
            "  dab lineage urn:dcs:dbt:model:shop.marts:orders --upstream --depth 2",
            "  dab lineage urn:dcs:dbt:model:shop.marts:orders --output json"
        })
final class LineageCommand extends ApiCommand {

    @Parameters(paramLabel = "URN", description = "URN or id of the capsule.")
    private String urn = "";

    @ArgGroup
    private final DirectionOption direction = new DirectionOption();

    @Option(names = "--depth", paramLabel = "N", description = "So many steps at most. Default: the server's.")
    private @Nullable Integer depth;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode lineage = api().get(ApiPath.of("/capsules")
                .name(urn)
                .then("/lineage")
                .with("direction", direction.word())
                .with("depth", depth)
                .toString());
        if (output.json(this)) {
            screen().json(lineage);
            return ExitCode.OK;
        }
        String root = Json.text(lineage, "root");
        new LineageTree(lineage).lines(root.isEmpty() ? urn : root).forEach(screen()::line);
        if (!lineage.path("complete").asBoolean(true)) {
            incomplete(lineage.path("left_out"));
        }
        return ExitCode.OK;
    }

    private void incomplete(JsonNode leftOut) {
        long nodes = leftOut.path("nodes").asLong(0);
        long open = leftOut.path("open").asLong(0);
        if (nodes > 0) {
            screen().note("Not everything is shown: " + nodes + " nodes are left out by a limit.");
        }
        if (open > 0) {
            screen().note("It goes on behind " + open + " nodes, marked by an ellipsis; --depth shows more.");
        }
        if (nodes == 0 && open == 0) {
            screen().note("Not everything is shown: a limit was hit.");
        }
    }

    /** One direction, said in one of three ways; both if none is said. */
    static final class DirectionOption {

        @Option(names = "--upstream", description = "Only where it comes from.")
        private boolean upstream;

        @Option(names = "--downstream", description = "Only where it goes.")
        private boolean downstream;

        @Option(
                names = "--direction",
                paramLabel = "upstream|downstream|both",
                converter = Direction.class,
                description = "The same in one option. Default: both")
        private @Nullable String direction;

        private String word() {
            if (direction != null) {
                return direction;
            }
            return upstream ? "upstream" : downstream ? "downstream" : "both";
        }
    }
}
