package io.datacapsule.api.ingest;

import io.datacapsule.api.audit.IngestionAudit;
import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.web.AuditNote;
import io.datacapsule.api.web.Items;
import io.datacapsule.api.web.Limits;
import io.datacapsule.ingest.IngestionJob;
import io.datacapsule.ingest.IngestionRun;
import io.datacapsule.ingest.JobStatus;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ingest")
@Tag(name = "Ingestion jobs", description = "What ingestions did and do.")
class JobsController {

    private static final List<String> SOURCE_TYPES = List.of("dbt", "airflow");

    private final Catalog catalog;
    private final IngestionAudit audit;

    JobsController(Catalog catalog, IngestionAudit audit) {
        this.catalog = catalog;
        this.audit = audit;
    }

    @GetMapping("/jobs")
    @Operation(summary = "Jobs, the latest first")
    Items<JobView> jobs(
            @RequestParam(name = "source_type", required = false) @Nullable String sourceType,
            @RequestParam(name = "status", required = false) @Nullable JobStatus status,
            @RequestParam(name = "limit", defaultValue = "50") @Parameter(description = "1 to 1000") int limit,
            @RequestParam(name = "offset", defaultValue = "0") int offset) {
        return list(sourceType, status, limit, offset);
    }

    @GetMapping("/history")
    @Operation(summary = "The latest jobs of a source type")
    Items<JobView> history(
            @RequestParam(name = "source_type", required = false) @Nullable String sourceType,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        return list(sourceType, null, limit, 0);
    }

    @GetMapping({"/jobs/{id}", "/job/{id}"})
    @Operation(summary = "One job as it stands now")
    JobView job(@PathVariable("id") UUID id) {
        return JobView.of(catalog.ingestion().find(id));
    }

    @PostMapping("/jobs/{id}/retry")
    @Operation(
            summary = "Start a job that ended once more",
            description = "A new job with the same configuration. An upload that is no longer kept must be sent anew.")
    ResponseEntity<JobView> retry(
            @PathVariable("id") UUID id,
            @RequestParam(name = "wait", defaultValue = "false") boolean wait,
            @Parameter(hidden = true) HttpServletRequest request,
            HttpServletResponse response) {
        UUID retry = UUID.randomUUID();
        AuditNote.on(request).target(id).say("job", retry);
        IngestionRun run = catalog.ingestion().retry(id, retry);
        audit.follow(run, request, response);
        return JobStart.answer(run, wait, response);
    }

    @PostMapping("/jobs/{id}/cancel")
    @Operation(
            summary = "Ask a job to stop",
            description = "It stops before it changes the graph, or not at all: then the answer is 409.")
    ResponseEntity<JobView> cancel(@PathVariable("id") UUID id, @Parameter(hidden = true) HttpServletRequest request) {
        AuditNote note = AuditNote.on(request).target(id);
        String before = catalog.ingestion().find(id).status().word();
        IngestionJob job = catalog.ingestion().cancel(id);
        note.change("status", before, job.status().word());
        return ResponseEntity.accepted().body(JobView.of(job));
    }

    private Items<JobView> list(@Nullable String sourceType, @Nullable JobStatus status, int limit, int offset) {
        Limits.checkPage(limit, offset);
        if (sourceType != null && !SOURCE_TYPES.contains(sourceType)) {
            throw new InvalidInputException(
                    "invalid_parameter",
                    "source_type must be one of " + String.join(", ", SOURCE_TYPES) + "; it is '"
                            + (sourceType.length() > 60 ? sourceType.substring(0, 60) + "…" : sourceType) + "'.");
        }
        Page<IngestionJob> page = catalog.ingestion().list(sourceType, status, limit, offset);
        return Items.of(
                new Page<>(page.items().stream().map(JobView::of).toList(), page.total(), page.limit(), page.offset()));
    }
}
