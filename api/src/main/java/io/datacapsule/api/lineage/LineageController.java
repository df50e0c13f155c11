package io.datacapsule.api.lineage;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.web.Answers;
import io.datacapsule.api.web.InPath;
import io.datacapsule.api.web.NodeName;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.lineage.Direction;
import io.datacapsule.lineage.LineageAnswer;
import io.datacapsule.lineage.LineageService;
import io.datacapsule.model.NodeKind;
import io.datacapsule.query.NodeLookup;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Lineage", description = "Where data comes from and where it goes.")
class LineageController {

    private final Catalog catalog;
    private final LineageService lineage;

    LineageController(Catalog catalog, LineageService lineage) {
        this.catalog = catalog;
        this.lineage = lineage;
    }

    @GetMapping("/api/v1/capsules/{urn}/lineage")
    @Operation(
            summary = "The capsules around a capsule and every flow among them",
            description =
                    "Each node has its real distance from the root. 'complete' says whether no limit left anything out,"
                            + " 'left_out' how much.")
    ResponseEntity<LineageAnswer> lineage(
            @InPath(after = "/api/v1/capsules/") NodeName urn,
            @RequestParam(name = "direction", defaultValue = "both") Direction direction,
            @RequestParam(name = "depth", required = false) @Parameter(description = "1 to 100; default 5") @Nullable
                    Integer depth,
            @RequestParam(name = "limit", required = false)
                    @Parameter(description = "at most so many nodes, 1 to 100000; default 5000")
                    @Nullable
                    Integer limit,
            HttpServletRequest request) {
        GraphSnapshot graph = catalog.snapshot();
        return Answers.of(request, graph, () -> {
            int root = urn.row(reference -> NodeLookup.capsule(graph, reference));
            return LineageAnswer.of(
                    lineage.ofCapsule(graph, graph.urn(NodeKind.CAPSULE, root), direction, depth, limit));
        });
    }
}
