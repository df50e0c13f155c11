package io.datacapsule.api.capsules;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.web.Answers;
import io.datacapsule.api.web.InPath;
import io.datacapsule.api.web.Items;
import io.datacapsule.api.web.NodeName;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.NodeKind;
import io.datacapsule.query.CapsuleFilter;
import io.datacapsule.query.CapsuleQuery;
import io.datacapsule.query.CapsuleStatistics;
import io.datacapsule.query.CapsuleSummary;
import io.datacapsule.query.CapsuleView;
import io.datacapsule.query.CatalogQueries;
import io.datacapsule.query.ColumnFilter;
import io.datacapsule.query.ColumnQuery;
import io.datacapsule.query.ColumnView;
import io.datacapsule.query.NodeLookup;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/capsules")
@Tag(name = "Capsules", description = "Datasets: models, sources, seeds, snapshots, exposures.")
class CapsulesController {

    private static final String PATH = "/api/v1/capsules/";

    private final Catalog catalog;
    private final CatalogQueries queries;

    CapsulesController(Catalog catalog, CatalogQueries queries) {
        this.catalog = catalog;
        this.queries = queries;
    }

    @GetMapping
    @Operation(
            summary = "Capsules that meet all of the conditions",
            description =
                    "The order is stable; 'sort' takes the name of a field, with a minus sign before it for descending.")
    ResponseEntity<Items<CapsuleSummary>> capsules(
            @RequestParam(name = "search", required = false)
                    @Parameter(description = "each word occurs in name or description")
                    @Nullable
                    String search,
            @RequestParam(name = "layer", required = false)
                    @Parameter(description = "bronze, silver, gold or none", example = "gold")
                    @Nullable
                    String layer,
            @RequestParam(name = "capsule_type", required = false) @Parameter(example = "model") @Nullable
                    String capsuleType,
            @RequestParam(name = "domain", required = false) @Nullable String domain,
            @RequestParam(name = "tag", required = false) @Nullable String tag,
            @RequestParam(name = "has_pii", required = false) @Nullable Boolean hasPii,
            @RequestParam(name = "source_system", required = false) @Parameter(example = "dbt") @Nullable
                    String sourceSystem,
            @RequestParam(name = "source_instance", required = false) @Nullable String sourceInstance,
            @RequestParam(name = "database", required = false) @Nullable String database,
            @RequestParam(name = "schema", required = false) @Nullable String schema,
            @RequestParam(name = "owner", required = false) @Nullable String owner,
            @RequestParam(name = "materialization", required = false) @Nullable String materialization,
            @RequestParam(name = "has_tests", required = false) @Nullable Boolean hasTests,
            @RequestParam(name = "sort", required = false) @Parameter(example = "-column_count") @Nullable String sort,
            @RequestParam(name = "limit", defaultValue = "50") @Parameter(description = "1 to 1000") int limit,
            @RequestParam(name = "offset", defaultValue = "0") int offset,
            HttpServletRequest request) {
        CapsuleFilter filter = new CapsuleFilter(
                search,
                layer,
                capsuleType,
                domain,
                tag,
                hasPii,
                sourceSystem,
                sourceInstance,
                database,
                schema,
                owner,
                materialization,
                hasTests);
        CapsuleQuery query = new CapsuleQuery(filter, sort, limit, offset);
        GraphSnapshot graph = catalog.snapshot();
        return Answers.of(request, graph, () -> Items.of(queries.capsules(graph, query), graph));
    }

    @GetMapping("/stats")
    @Operation(summary = "How many capsules there are, by type, layer and more")
    ResponseEntity<CapsuleStatistics> statistics(HttpServletRequest request) {
        GraphSnapshot graph = catalog.snapshot();
        return Answers.of(request, graph, () -> CapsuleStatistics.of(graph));
    }

    @GetMapping("/{urn}")
    @Operation(
            summary = "One capsule, by its URN or id",
            description =
                    "A dbt URN may leave out the schema (urn:dcs:dbt:model:project:orders) if that is unambiguous; else"
                            + " the answer is 409 with the candidates.")
    ResponseEntity<CapsuleView> capsule(
            @InPath(after = PATH) NodeName urn,
            @RequestParam(name = "details", defaultValue = "false")
                    @Parameter(description = "with SQL and free metadata, which are read from the store")
                    boolean details,
            HttpServletRequest request) {
        GraphSnapshot graph = catalog.snapshot();
        return Answers.of(request, graph, () -> {
            int row = row(graph, urn);
            return CapsuleView.of(graph, row, details ? details(graph, row) : null);
        });
    }

    @GetMapping("/{urn}/details")
    @Operation(summary = "SQL and free metadata of a capsule")
    CapsuleDetails details(@InPath(after = PATH) NodeName urn) {
        GraphSnapshot graph = catalog.snapshot();
        return details(graph, row(graph, urn));
    }

    @GetMapping("/{urn}/columns")
    @Operation(summary = "The columns of a capsule, by position")
    ResponseEntity<Items<ColumnView>> columns(
            @InPath(after = PATH) NodeName urn,
            @RequestParam(name = "limit", defaultValue = "1000") @Parameter(description = "1 to 1000") int limit,
            @RequestParam(name = "offset", defaultValue = "0") int offset,
            HttpServletRequest request) {
        GraphSnapshot graph = catalog.snapshot();
        return Answers.of(request, graph, () -> {
            String capsule = graph.urn(NodeKind.CAPSULE, row(graph, urn));
            ColumnQuery query = new ColumnQuery(ColumnFilter.of(capsule), null, limit, offset);
            return Items.of(queries.columns(graph, query), graph);
        });
    }

    private static int row(GraphSnapshot graph, NodeName name) {
        return name.row(reference -> NodeLookup.capsule(graph, reference));
    }

    private CapsuleDetails details(GraphSnapshot graph, int row) {
        String urn = graph.urn(NodeKind.CAPSULE, row);
        return catalog.graphStore().details(List.of(urn)).getOrDefault(urn, new CapsuleDetails(urn, null, null, null));
    }
}
