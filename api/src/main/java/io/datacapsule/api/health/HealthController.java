package io.datacapsule.api.health;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.config.Settings;
import io.datacapsule.api.config.Version;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
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
    private final Instant started = Instant.now();

    HealthController(Catalog catalog, Settings settings, StoreChecks checks) {
        this.catalog = catalog;
        this.settings = settings;
        this.checks = checks;
    }

    /** One word. */
    record Status(String status) {}

    /**
     * The state of the server and of what it needs.
     *
     * @param status        {@code healthy}, {@code degraded} while a store is away, or {@code loading}
     * @param version       of the program
     * @param environment   as the operator named it
     * @param database      PostgreSQL: {@code connected} or {@code disconnected}
     * @param graph         Neo4j: {@code connected} or {@code disconnected}
     * @param revision      of the graph that is served
     * @param uptimeSeconds since the start
     */
    record Health(
            String status,
            String version,
            String environment,
            String database,
            String graph,
            long revision,
            long uptimeSeconds) {}

    @GetMapping
    @Operation(summary = "The state of the server and of its databases")
    Health health() {
        boolean ready = catalog.ready();
        StoreChecks.Outcome stores = checks.now();
        return new Health(
                !ready ? "loading" : stores.graph() && stores.relational() ? "healthy" : "degraded",
                Version.TEXT,
                settings.server().environment(),
                stores.relational() ? "connected" : "disconnected",
                stores.graph() ? "connected" : "disconnected",
                ready ? catalog.snapshot().revision().number() : 0,
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
            description = "Reads of the graph go on while PostgreSQL is away, so that does not make a server unready.")
    @ApiResponse(responseCode = "200", description = "Ready")
    @ApiResponse(responseCode = "503", description = "Loading, stopping, or the graph store is away")
    ResponseEntity<Status> ready() {
        if (!catalog.ready()) {
            return ResponseEntity.status(503).header("Retry-After", "2").body(new Status("loading"));
        }
        return checks.now().graph()
                ? ResponseEntity.ok(new Status("ready"))
                : ResponseEntity.status(503).header("Retry-After", "2").body(new Status("graph store away"));
    }
}
