package io.datacapsule.cli;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code dab lineage}: where data comes from and where it goes. */
@Command(
        name = "lineage",
        description = "Draw where the data of a capsule or a column comes from and where it goes, as a tree.",
        synopsisSubcommandLabel = "[sql]",
        commandListHeading = "%nCommands:%n",
        subcommands = LineageSqlCommand.class,
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab lineage urn:dcs:dbt:model:shop.marts:orders",
            "  dab lineage urn:dcs:dbt:model:shop.marts:orders --upstream --depth 2",
            "  dab lineage urn:dcs:dbt:model:shop.marts:orders.amount            the same of one column",
            "  dab lineage urn:dcs:dbt:model:shop.marts:orders --columns         of all columns of a capsule",
            "  dab lineage urn:dcs:dbt:model:shop.marts:orders --output json",
            "  dab lineage sql --dialect snowflake --file query.sql              of SQL that you have at hand"
        })
final class LineageCommand extends ApiCommand {

    private static final int GAPS = 5;
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    @Parameters(
            paramLabel = "URN",
            arity = "0..1",
            description =
                    "URN or id of the capsule or the column. The URN of a column is that of its capsule, a full stop and its name.")
    private String urn = "";

    @Option(names = "--columns", description = "The lineage of the capsule's columns.")
    private boolean columns;

    @Option(
            names = "--indirect",
            description = "Of columns: with those that only decide about others, in a CASE or a window.")
    private boolean indirect;

    @ArgGroup
    private final DirectionOption direction = new DirectionOption();

    @Option(names = "--depth", paramLabel = "N", description = "So many steps at most. Default: the server's.")
    private @Nullable Integer depth;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        if (urn.isBlank()) {
            throw new ParameterException(spec().commandLine(), "Missing required parameter: 'URN'");
        }
        boolean id = ID.matcher(urn).matches();
        boolean column = isColumn(urn) || (id && indirect && !columns);
        if (indirect && !column && !columns) {
            throw new ParameterException(spec().commandLine(), "--indirect is of columns: add --columns");
        }
        JsonNode lineage;
        try {
            lineage = api().get(path(column));
        } catch (NotFoundFailure noCapsule) {
            if (!id || column || columns) {
                throw noCapsule;
            }
            lineage = ofColumn();
            column = true;
        }
        if (output.json(this)) {
            screen().json(lineage);
            return ExitCode.OK;
        }
        draw(lineage, column);
        if (!lineage.path("complete").asBoolean(true)) {
            incomplete(lineage);
        }
        return ExitCode.OK;
    }

    /** An id does not say what it is the id of. */
    private JsonNode ofColumn() {
        try {
            return api().get(path(true));
        } catch (NotFoundFailure neither) {
            throw new CommandFailure("There is no capsule and no column with the id " + urn + ".", neither);
        }
    }

    private String path(boolean column) {
        ApiPath path = ApiPath.of(column ? "/columns" : "/capsules")
                .name(urn)
                .then("/lineage")
                .with("direction", direction.word())
                .with("depth", depth);
        if (columns && !column) {
            path = path.with("level", "column");
        }
        return (indirect ? path.with("indirect", "true") : path).toString();
    }

    private void draw(JsonNode lineage, boolean column) {
        String root = Json.text(lineage, "root");
        LineageTree tree = new LineageTree(lineage);
        if (!columns || column) {
            tree.lines(root.isEmpty() ? urn : root).forEach(screen()::line);
            return;
        }
        if (lineage.path("nodes").isEmpty()) {
            screen().note("No columns of this capsule are known.");
        }
        for (JsonNode node : lineage.path("nodes")) {
            if (Json.text(node, "direction").equals("root")) {
                tree.lines(Json.text(node, "urn")).forEach(screen()::line);
            }
        }
    }

    /** A column's URN has a full stop in its last part; an Airflow task's has one too and is a capsule's. */
    private static boolean isColumn(String urn) {
        return urn.startsWith("urn:dcs:") && !urn.contains(":task:") && urn.indexOf('.', urn.lastIndexOf(':')) > 0;
    }

    private void incomplete(JsonNode lineage) {
        JsonNode leftOut = lineage.path("left_out");
        JsonNode gaps = lineage.path("unresolved");
        long nodes = leftOut.path("nodes").asLong(0);
        long open = leftOut.path("open").asLong(0);
        if (nodes > 0) {
            screen().note("Not everything is shown: " + nodes + " nodes are left out by a limit.");
        }
        if (open > 0) {
            screen().note("It goes on behind " + open + " nodes, marked by an ellipsis; --depth shows more.");
        }
        for (int i = 0; i < gaps.size() && i < GAPS; i++) {
            JsonNode gap = gaps.get(i);
            screen().note("Not all of the SQL of " + Json.text(gap, "capsule") + " was understood ("
                    + Json.text(gap, "status") + "): " + Json.text(gap, "reason"));
        }
        if (gaps.size() > GAPS) {
            screen().note((gaps.size() - GAPS) + " more capsules are like that; --output json lists them.");
        }
        if (nodes == 0 && open == 0 && gaps.isEmpty()) {
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
