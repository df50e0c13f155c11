package io.datacapsule.api.search;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.search.SearchAnswer;
import io.datacapsule.search.SearchRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Search", description = "Find capsules by words.")
class SearchController {

    private final Catalog catalog;

    SearchController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping("/api/v1/search")
    @Operation(
            summary = "Capsules that match the words, the best first",
            description =
                    "Typo-tolerant, completes beginnings of words: exact names first, then names, descriptions, columns"
                            + " and tags.")
    ResponseEntity<SearchAnswer> search(
            @RequestParam(name = "q") @Parameter(example = "custmer orders") String text,
            @RequestParam(name = "capsule_type", required = false) @Nullable String capsuleType,
            @RequestParam(name = "layer", required = false) @Nullable String layer,
            @RequestParam(name = "domain", required = false) @Nullable String domain,
            @RequestParam(name = "limit", defaultValue = "20") @Parameter(description = "1 to 100") int limit,
            @RequestParam(name = "offset", defaultValue = "0") @Parameter(description = "0 to 10000") int offset) {
        SearchAnswer answer =
                catalog.search().search(new SearchRequest(text, capsuleType, layer, domain, limit, offset));
        // no 304: an index that lags gives other hits at the same revision
        return ResponseEntity.ok()
                .header(HttpHeaders.ETAG, "\"r" + answer.revision() + (answer.complete() ? "\"" : "-partial\""))
                .body(answer);
    }
}
