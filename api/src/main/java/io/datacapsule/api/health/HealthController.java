package io.datacapsule.api.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.datacapsule.api.cache.AnswerCache;
import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.config.Settings;
import io.datacapsule.api.config.Version;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/health")
@Tag(name = "Health", description = "Whether the server lives and is ready. No key is needed.")
@SecurityRequirements
class HealthController {

    private static final Status ALIVE = new Status("alive");

    private final Catalog catalog;
    private final Settings settings;
    private final StoreChecks checks;
    private final AnswerCache cache;
    private final Instant started = Instant.now();

    HealthController(Catalog catalog, Settings settings, StoreChecks checks, AnswerCache cache) {
        this.catalog = catalog;
        this.settings = settings;
        this.checks = checks;
        this.cache = cache;
    }

    /** One word. */
    record Status(String status) {}

    /**
     * Whether requests are served.
     *
     * @param status {@code ready}, {@code loading} or {@code unavailable}
     * @param away   the stores that do not answer: {@code neo4j}, {@code postgresql}
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Readiness(String status, List<String> away) {}

    /**
     * The state of the server and of what it needs.
     *
     * @param status        {@code healthy}, {@code degraded} while a store is away, or {@code loading}
     * @param version       of the program
     * @param environment   as the operator named it
     * @param database      PostgreSQL: {@code connected} or {@code disconnected}
     * @param graph         Neo4j: {@code connected}, {@code catching_up} while it still writes what is committed and served
     *                      already, or {@code disconnected}
     * @param cache         of answers that take work: {@code memory}, Redis {@code connected} or {@code disconnected}, or
     *                      {@code none} if it is turned off
     * @param revision      of the graph that is served
     * @param unwrittenRows about how many rows Neo4j still has to write
     * @param uptimeSeconds since the start
     */
    record Health(
            String status,
            String version,
            String environment,
            String database,
            String graph,
            String cache,
            long revision,
            long unwrittenRows,
            long uptimeSeconds) {}

    @GetMapping
    @Operation(summary = "The state of the server and of its databases")
    Health health() {
        boolean ready = catalog.ready();
        StoreChecks.Outcome stores = checks.now();
        long unwritten = ready ? catalog.graphStore().unwrittenRows() : 0;
        return new Health(
                !ready ? "loading" : stores.all() ? "healthy" : "degraded",
                Version.TEXT,
                settings.server().environment(),
                stores.relational() ? "connected" : "disconnected",
                !stores.graph() ? "disconnected" : unwritten > 0 ? "catching_up" : "connected",
                cache.status(),
                ready ? catalog.snapshot().revision().number() : 0,
                unwritten,
                Duration.between(started, Instant.now()).toSeconds());
    }

    @GetMapping("/live")
    @Operation(summary = "Whether the process answers at all")
    Status live() {
        return ALIVE;
    }

    @GetMapping("/ready")
    @Operation(
            summary = "Whether requests are served",
            description = "A server that is not ready because a store is away still answers what it can from memory.")
    @ApiResponse(responseCode = "200", description = "Ready")
    @ApiResponse(responseCode = "503", description = "Loading, stopping, or a store is away; 'away' names it")
    ResponseEntity<Readiness> ready() {
        if (!catalog.ready()) {
            return unready(new Readiness("loading", List.of()));
        }
        StoreChecks.Outcome stores = checks.now();
        if (stores.all()) {
            return ResponseEntity.ok(new Readiness("ready", List.of()));
        }
        List<String> away = new ArrayList<>();
        if (!stores.graph()) {
            away.add("neo4j");
        }
        if (!stores.relational()) {
            away.add("postgresql");
        }
        return unready(new Readiness("unavailable", away));
    }

    private static ResponseEntity<Readiness> unready(Readiness why) {
        return ResponseEntity.status(503).header("Retry-After", "2").body(why);
    }
}
