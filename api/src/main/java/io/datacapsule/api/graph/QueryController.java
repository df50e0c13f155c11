package io.datacapsule.api.graph;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.graph.GraphAnswer;
import io.datacapsule.graph.GraphQueries;
import io.datacapsule.graph.GraphQueryLimits;
import io.datacapsule.model.InvalidInputException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Graph", description = "The property graph as a whole.")
class QueryController {

    private static final int ROWS = 1_000;
    private static final int MOST_ROWS = 10_000;
    private static final int LONGEST_QUERY = 20_000;
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final long BYTES = 16 * 1024 * 1024;

    private final Catalog catalog;
    private final KeptReplies kept;

    QueryController(Catalog catalog, KeptReplies kept) {
        this.catalog = catalog;
        this.kept = kept;
    }

    /**
     * A question.
     *
     * @param language   cypher, or gremlin
     * @param query      the question; it can only read
     * @param parameters values for the names that the question uses
     * @param limit      rows at most, 1 to 10,000
     */
    record Question(
            @Schema(
                    defaultValue = "cypher",
                    allowableValues = {"cypher", "gremlin"})
            @Nullable
            String language,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "MATCH (c:Capsule) RETURN c.layer AS layer, count(*) AS capsules")
            @Nullable
            String query,

            @Nullable Map<String, Object> parameters,
            @Schema(defaultValue = "1000") @Nullable Integer limit) {}

    /**
     * An answer.
     *
     * @param columns  names of the columns
     * @param rows     each with a value per column
     * @param complete whether no limit left anything out
     * @param reason   which limit did
     * @param revision of the graph, or an earlier one than that of the answer
     */
    record Reply(
            List<String> columns,
            List<List<@Nullable Object>> rows,
            boolean complete,
            @Nullable String reason,
            long revision) {}

    @PostMapping("/api/v1/graph/query")
    @Operation(
            summary = "Ask the graph in Cypher or Gremlin",
            description =
                    "Read-only. Cypher goes to the store, Gremlin (one traversal that begins with g, as text) to the graph"
                            + " in memory. An answer ends after 10 seconds, 16 MiB or the limit of rows, and says so. Regular expressions"
                            + " are not allowed: no limit stops one.")
    Reply ask(@RequestBody Question question) {
        String query = question.query();
        if (query == null || query.isBlank()) {
            throw new InvalidInputException("missing_parameter", "The field 'query' is missing.");
        }
        if (query.length() > LONGEST_QUERY) {
            throw new InvalidInputException(
                    "invalid_parameter", "'query' must have at most " + LONGEST_QUERY + " characters.");
        }
        GraphQueryLimits limits = new GraphQueryLimits(rows(question.limit()), TIME, BYTES);
        Map<String, Object> parameters = question.parameters() == null ? Map.of() : question.parameters();
        String language = question.language() == null ? "cypher" : question.language();
        return switch (language.toLowerCase(Locale.ROOT)) {
            case "cypher" -> kept.of(query, parameters, limits, () -> ask(catalog.cypher(), query, parameters, limits));
            case "gremlin" -> ask(catalog.gremlin(), query, parameters, limits);
            default ->
                throw new InvalidInputException(
                        "invalid_parameter", "language is '" + language + "'; it takes cypher or gremlin.");
        };
    }

    private Reply ask(GraphQueries language, String query, Map<String, Object> parameters, GraphQueryLimits limits) {
        long revision = catalog.snapshot().revision().number();
        GraphAnswer answer = language.ask(query, parameters, limits);
        return new Reply(
                answer.columns(),
                answer.rows(),
                answer.complete(),
                answer.limit().orElse(null),
                revision);
    }

    private static int rows(@Nullable Integer asked) {
        if (asked == null) {
            return ROWS;
        }
        if (asked < 1 || asked > MOST_ROWS) {
            throw new InvalidInputException(
                    "invalid_parameter", "limit must be between 1 and " + MOST_ROWS + "; it is " + asked + ".");
        }
        return asked;
    }
}
