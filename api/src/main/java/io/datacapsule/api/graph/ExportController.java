package io.datacapsule.api.graph;

import io.datacapsule.api.cache.AnswerCache;
import io.datacapsule.api.cache.CacheKey;
import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.web.Answers;
import io.datacapsule.api.web.InPath;
import io.datacapsule.api.web.NodeName;
import io.datacapsule.export.ExportFormat;
import io.datacapsule.export.ExportScope;
import io.datacapsule.export.ExportSelection;
import io.datacapsule.export.GraphExport;
import io.datacapsule.export.LineageScope;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.lineage.Direction;
import io.datacapsule.lineage.LineageLimits;
import io.datacapsule.model.NodeKind;
import io.datacapsule.query.NodeLookup;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/graph")
@Tag(name = "Graph", description = "The property graph as a whole.")
class ExportController {

    private static final List<String> FORMATS = ExportFormat.wireNames();

    private final Catalog catalog;
    private final AnswerCache cache;

    ExportController(Catalog catalog, AnswerCache cache) {
        this.catalog = catalog;
        this.cache = cache;
    }

    @GetMapping("/formats")
    @Operation(summary = "The formats in which the graph can be exported")
    List<String> formats() {
        return FORMATS;
    }

    @GetMapping("/export")
    @Operation(summary = "The graph, or that of a domain, as a file", description = "Streamed, whatever its size.")
    @ApiResponse(
            responseCode = "200",
            description = "The graph in the format asked for",
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string")))
    void export(
            @RequestParam(name = "format") @Parameter(example = "mermaid") String format,
            @RequestParam(name = "domain", required = false) @Nullable String domain,
            @RequestParam(name = "include_columns", defaultValue = "false") boolean columns,
            @RequestParam(name = "include_tags", defaultValue = "false") boolean tags,
            @RequestParam(name = "include_data_products", defaultValue = "false") boolean products,
            HttpServletResponse response)
            throws IOException {
        GraphSnapshot graph = catalog.snapshot();
        String name = domain == null ? "graph" : "graph-" + domain;
        CacheKey key = key(graph, Arrays.asList(ExportFormat.of(format), domain, columns, tags, products));
        write(graph, new ExportScope(domain, columns, tags, products), format, name, key, response);
    }

    @GetMapping("/export/lineage/{urn}")
    @Operation(summary = "The lineage around a capsule as a file")
    @ApiResponse(
            responseCode = "200",
            description = "The lineage in the format asked for",
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string")))
    void lineage(
            @InPath(after = "/api/v1/graph/export/lineage/") NodeName urn,
            @RequestParam(name = "format") @Parameter(example = "dot") String format,
            @RequestParam(name = "direction", defaultValue = "both") Direction direction,
            @RequestParam(name = "depth", required = false) @Parameter(description = "1 to 100; default 5") @Nullable
                    Integer depth,
            @RequestParam(name = "include_columns", defaultValue = "false") boolean columns,
            HttpServletResponse response)
            throws IOException {
        GraphSnapshot graph = catalog.snapshot();
        int root = urn.row(reference -> NodeLookup.capsule(graph, reference));
        LineageScope scope = new LineageScope(root, direction, LineageLimits.DEFAULTS.depth(depth), columns);
        String name = graph.name(NodeKind.CAPSULE, root) + "-lineage";
        String capsule = graph.urn(NodeKind.CAPSULE, root);
        CacheKey key =
                key(graph, List.of(ExportFormat.of(format), capsule, direction, scope.depth(), columns, "lineage"));
        write(graph, scope, format, name, key, response);
    }

    private CacheKey key(GraphSnapshot graph, List<? extends @Nullable Object> selection) {
        return cache.key("export", graph.revision(), selection);
    }

    private void write(
            GraphSnapshot graph,
            ExportSelection selection,
            String format,
            String name,
            CacheKey key,
            HttpServletResponse response)
            throws IOException {
        ExportFormat known = ExportFormat.of(format);
        Optional<byte[]> kept = cache.find(key);
        // known before the first byte is written: a domain that is not there
        Optional<GraphExport> export =
                kept.isPresent() ? Optional.empty() : Optional.of(GraphExport.of(graph, selection));
        response.setContentType(known.contentType() + ";charset=UTF-8");
        response.setHeader(HttpHeaders.ETAG, Answers.tag(graph));
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + fileName(name) + "." + known.extension() + "\"");
        if (export.isPresent()) {
            cache.keep(key, response.getOutputStream(), out -> export.get().write(known, out));
        } else {
            response.getOutputStream().write(kept.orElseThrow());
        }
    }

    /** A name that every file system and every header takes. */
    private static String fileName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
    }
}
