package io.datacapsule.api.columns;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.web.Answers;
import io.datacapsule.api.web.InPath;
import io.datacapsule.api.web.Items;
import io.datacapsule.api.web.NodeName;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.query.CatalogQueries;
import io.datacapsule.query.ColumnFilter;
import io.datacapsule.query.ColumnQuery;
import io.datacapsule.query.ColumnStatistics;
import io.datacapsule.query.ColumnView;
import io.datacapsule.query.NodeLookup;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/columns")
@Tag(name = "Columns", description = "Columns of all capsules.")
class ColumnsController {

    private final Catalog catalog;
    private final CatalogQueries queries;

    ColumnsController(Catalog catalog, CatalogQueries queries) {
        this.catalog = catalog;
        this.queries = queries;
    }

    @GetMapping
    @Operation(summary = "Columns that meet all of the conditions")
    ResponseEntity<Items<ColumnView>> columns(
            @RequestParam(name = "capsule", required = false)
                    @Parameter(description = "URN or id of a capsule")
                    @Nullable
                    String capsule,
            @RequestParam(name = "search", required = false) @Nullable String search,
            @RequestParam(name = "data_type", required = false) @Nullable String dataType,
            @RequestParam(name = "semantic_type", required = false) @Nullable String semanticType,
            @RequestParam(name = "pii_type", required = false) @Parameter(example = "email") @Nullable String piiType,
            @RequestParam(name = "has_pii", required = false) @Nullable Boolean hasPii,
            @RequestParam(name = "tag", required = false) @Nullable String tag,
            @RequestParam(name = "has_tests", required = false) @Nullable Boolean hasTests,
            @RequestParam(name = "described", required = false) @Nullable Boolean described,
            @RequestParam(name = "sort", required = false) @Nullable String sort,
            @RequestParam(name = "limit", defaultValue = "50") @Parameter(description = "1 to 1000") int limit,
            @RequestParam(name = "offset", defaultValue = "0") int offset,
            HttpServletRequest request) {
        ColumnFilter filter =
                new ColumnFilter(capsule, search, dataType, semanticType, piiType, hasPii, tag, hasTests, described);
        ColumnQuery query = new ColumnQuery(filter, sort, limit, offset);
        GraphSnapshot graph = catalog.snapshot();
        return Answers.of(request, graph, () -> Items.of(queries.columns(graph, query), graph));
    }

    @GetMapping("/stats")
    @Operation(summary = "How many columns there are, by type, meaning and personal data")
    ResponseEntity<ColumnStatistics> statistics(HttpServletRequest request) {
        GraphSnapshot graph = catalog.snapshot();
        return Answers.of(request, graph, () -> ColumnStatistics.of(graph));
    }

    @GetMapping("/{urn}")
    @Operation(summary = "One column, by its URN or id")
    ResponseEntity<ColumnView> column(@InPath(after = "/api/v1/columns/") NodeName urn, HttpServletRequest request) {
        GraphSnapshot graph = catalog.snapshot();
        return Answers.of(
                request, graph, () -> ColumnView.of(graph, urn.row(reference -> NodeLookup.column(graph, reference))));
    }
}
