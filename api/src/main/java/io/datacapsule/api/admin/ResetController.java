package io.datacapsule.api.admin;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.ingest.Uploads;
import io.datacapsule.api.web.AuditNote;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.reset.CatalogReset;
import io.datacapsule.reset.CatalogReset.Outcome;
import io.datacapsule.reset.ResetCounts;
import io.datacapsule.reset.ResetScope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Administration", description = "The catalog as a whole. For administrators.")
class ResetController {

    private final Catalog catalog;
    private final Uploads uploads;

    ResetController(Catalog catalog, Uploads uploads) {
        this.catalog = catalog;
        this.uploads = uploads;
    }

    /**
     * What to take away.
     *
     * @param set     all, capsules, lineage, edges, violations or jobs
     * @param dryRun  whether to say what would go and take nothing away
     * @param confirm must be true, unless it is a dry run
     */
    record ResetRequest(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"all", "capsules", "lineage", "edges", "violations", "jobs"})
            @Nullable
            String set,

            @Schema(defaultValue = "false") @Nullable Boolean dryRun,
            @Schema(defaultValue = "false") @Nullable Boolean confirm) {}

    /**
     * What a reset did.
     *
     * @param set      what was asked for
     * @param dryRun   whether nothing was taken away
     * @param removed  how much was, or would be, taken away
     * @param revision of the graph after it
     */
    record ResetView(String set, boolean dryRun, ResetCounts removed, long revision) {}

    @PostMapping("/api/v1/admin/reset")
    @Operation(
            summary = "Take away everything, or a set of it",
            description =
                    "all: the graph and the history of ingestions; capsules: capsules and columns with their edges; lineage:"
                            + " FLOWS_TO, DERIVED_FROM and INFLUENCED_BY; edges: lineage, tagging and membership in data"
                            + " products; violations: of which this version stores none; jobs: the history of ingestions"
                            + " that have ended. Keys and the audit trail stay. Answered when it is durable and seen. While"
                            + " an ingestion is under way the answer is 409.")
    ResetView reset(@RequestBody ResetRequest wanted, @Parameter(hidden = true) HttpServletRequest http) {
        ResetScope scope = scope(wanted.set);
        boolean dryRun = Boolean.TRUE.equals(wanted.dryRun);
        AuditNote note = AuditNote.on(http).target(scope.word()).say("dry_run", dryRun);
        if (!dryRun && !Boolean.TRUE.equals(wanted.confirm)) {
            throw new InvalidInputException(
                    "confirmation_missing",
                    "This cannot be undone: say \"confirm\": true, or \"dry_run\": true to see what would go.");
        }
        CatalogReset reset = new CatalogReset(catalog.graph(), catalog.ingestion());
        Outcome outcome = dryRun ? reset.rehearse(scope) : reset.run(scope);
        uploads.remove(outcome.jobs());
        outcome.summary().forEach(note::say);
        return new ResetView(
                scope.word(), dryRun, outcome.counts(), outcome.revision().number());
    }

    private static ResetScope scope(@Nullable String word) {
        return ResetScope.of(String.valueOf(word))
                .orElseThrow(() -> new InvalidInputException(
                        "invalid_parameter", "set takes one of " + String.join(", ", ResetScope.words()) + "."));
    }
}
