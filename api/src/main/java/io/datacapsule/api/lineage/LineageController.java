package io.datacapsule.api.lineage;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.web.Answers;
import io.datacapsule.api.web.InPath;
import io.datacapsule.api.web.NodeName;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.lineage.AnyLineage;
import io.datacapsule.lineage.ColumnLineageAnswer;
import io.datacapsule.lineage.Direction;
import io.datacapsule.lineage.Expressions;
import io.datacapsule.lineage.Lineage;
import io.datacapsule.lineage.LineageAnswer;
import io.datacapsule.lineage.LineageLimits;
import io.datacapsule.lineage.LineageService;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.NodeKind;
import io.datacapsule.query.NodeLookup;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Lineage", description = "Where data comes from and where it goes.")
class LineageController {

    private static final String DEPTH = "1 to 100; default 5";
    private static final String LIMIT = "at most so many nodes, 1 to 100000; default 5000";
    private static final String INDIRECT =
            "with columns that only decide about others: in a CASE, or the window of a function; edges INFLUENCED_BY";
    private static final String EXPRESSIONS =
            "with what the SQL does, read from the store for the nearest 500 capsules";
    private static final int MOST_CAPSULES = 500;

    private final Catalog catalog;
    private final LineageService lineage;

    LineageController(Catalog catalog, LineageService lineage) {
        this.catalog = catalog;
        this.lineage = lineage;
    }

    @GetMapping("/api/v1/capsules/{urn}/lineage")
    @Operation(
            summary = "The capsules around a capsule and every flow among them, or the same of its columns",
            description =
                    "Each node has its real distance from the root. 'complete' says whether nothing was left out, 'left_out'"
                            + " how much. With level=column the nodes are columns, the edges DERIVED_FROM.")
    ResponseEntity<AnyLineage> lineage(
            @InPath(after = "/api/v1/capsules/") NodeName urn,
            @RequestParam(name = "level", defaultValue = "capsule")
                    @Parameter(
                            description = "of capsules or of their columns",
                            schema = @Schema(allowableValues = {"capsule", "column"}))
                    String level,
            @RequestParam(name = "direction", defaultValue = "both") Direction direction,
            @RequestParam(name = "depth", required = false) @Parameter(description = DEPTH) @Nullable Integer depth,
            @RequestParam(name = "limit", required = false) @Parameter(description = LIMIT) @Nullable Integer limit,
            @RequestParam(name = "indirect", defaultValue = "false") @Parameter(description = INDIRECT)
                    boolean indirect,
            @RequestParam(name = "expressions", defaultValue = "false") @Parameter(description = EXPRESSIONS)
                    boolean expressions,
            HttpServletRequest request) {
        GraphSnapshot graph = catalog.snapshot();
        return Answers.of(request, graph, () -> {
            int root = urn.row(reference -> NodeLookup.capsule(graph, reference));
            return switch (level) {
                case "capsule" -> {
                    if (indirect || expressions) {
                        throw new InvalidInputException(
                                "invalid_parameter", "indirect and expressions are of columns; ask with level=column.");
                    }
                    yield LineageAnswer.of(
                            lineage.ofCapsule(graph, graph.urn(NodeKind.CAPSULE, root), direction, depth, limit));
                }
                case "column" ->
                    lineage.ofColumns(graph, columns(graph, root), direction, depth, limit, indirect)
                            .map(found -> answer(graph.urn(NodeKind.CAPSULE, root), found, expressions))
                            .orElseGet(() -> ColumnLineageAnswer.without(
                                    graph, root, direction, LineageLimits.DEFAULTS.depth(depth)));
                default ->
                    throw new InvalidInputException(
                            "invalid_parameter", "level is '" + level + "'; it takes capsule or column.");
            };
        });
    }

    @GetMapping("/api/v1/columns/{urn}/lineage")
    @Operation(
            summary =
                    "The columns that a column comes from and those that come from it, and every derivation among them",
            description =
                    "Edges are drawn from the derived column to its origin. 'complete' is false too if something in the SQL of"
                            + " one of their capsules could not be understood; 'unresolved' tells what.")
    ResponseEntity<ColumnLineageAnswer> columnLineage(
            @InPath(after = "/api/v1/columns/") NodeName urn,
            @RequestParam(name = "direction", defaultValue = "both") Direction direction,
            @RequestParam(name = "depth", required = false) @Parameter(description = DEPTH) @Nullable Integer depth,
            @RequestParam(name = "limit", required = false) @Parameter(description = LIMIT) @Nullable Integer limit,
            @RequestParam(name = "indirect", defaultValue = "false") @Parameter(description = INDIRECT)
                    boolean indirect,
            @RequestParam(name = "expressions", defaultValue = "false") @Parameter(description = EXPRESSIONS)
                    boolean expressions,
            HttpServletRequest request) {
        GraphSnapshot graph = catalog.snapshot();
        return Answers.of(request, graph, () -> {
            int root = urn.row(reference -> NodeLookup.column(graph, reference));
            return lineage.ofColumns(graph, List.of(root), direction, depth, limit, indirect)
                    .map(found -> answer(graph.urn(NodeKind.COLUMN, root), found, expressions))
                    .orElseThrow();
        });
    }

    private static List<Integer> columns(GraphSnapshot graph, int capsule) {
        return graph.columns(capsule).stream()
                .map(column -> graph.find(NodeKind.COLUMN, column.urn()))
                .toList();
    }

    private ColumnLineageAnswer answer(String root, Lineage found, boolean expressions) {
        return ColumnLineageAnswer.of(root, found, expressions ? expressions(found) : Expressions.NONE);
    }

    /** Reads what the SQL of the capsules found says, of the nearest ones if they are many. */
    private Expressions expressions(Lineage found) {
        GraphSnapshot graph = found.snapshot();
        Set<String> capsules = new LinkedHashSet<>();
        for (int node = 0; node < found.nodes() && capsules.size() < MOST_CAPSULES; node++) {
            capsules.add(graph.urn(NodeKind.CAPSULE, graph.capsuleOf(found.row(node))));
        }
        return Expressions.of(catalog.graphStore().details(capsules).values());
    }
}
