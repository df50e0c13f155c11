package io.datacapsule.api.audit;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.config.Settings;
import io.datacapsule.api.web.Limits;
import io.datacapsule.audit.AuditQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit", description = "Who changed what. For administrators.")
class AuditController {

    private final Catalog catalog;
    private final Settings settings;

    AuditController(Catalog catalog, Settings settings) {
        this.catalog = catalog;
        this.settings = settings;
    }

    @GetMapping("/api/v1/audit")
    @Operation(
            summary = "The writes that somebody asked for, the latest first",
            description =
                    "With status 400 or more a write was refused or failed. Who lacks a key or a role is not listed."
                            + " Summaries tell what was before and what is after, as …_before and …_after; what an"
                            + " ingestion did is told by ingest.end. Entries are removed when they are retention_days"
                            + " old.")
    AuditPage entries(
            @RequestParam(name = "actor", required = false) @Parameter(description = "name of the key") @Nullable
                    String actor,
            @RequestParam(name = "action", required = false)
                    @Parameter(
                            description = "such as ingest.start, ingest.end, ingest.retry, ingest.cancel, keys.create,"
                                    + " keys.revoke, admin.reset, admin.backup, admin.restore")
                    @Nullable
                    String action,
            @RequestParam(name = "since", required = false)
                    @Parameter(description = "the earliest time, ISO 8601 in UTC")
                    @Nullable
                    Instant since,
            @RequestParam(name = "limit", defaultValue = "50") @Parameter(description = "1 to 1000") int limit,
            @RequestParam(name = "offset", defaultValue = "0") int offset) {
        Limits.checkPage(limit, offset);
        return AuditPage.of(
                catalog.relational().audit().list(new AuditQuery(actor, action, since), limit, offset),
                settings.audit().retentionDays());
    }
}
