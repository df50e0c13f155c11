package io.datacapsule.api.ingest;

import io.datacapsule.api.audit.IngestionAudit;
import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.web.AuditNote;
import io.datacapsule.ingest.IngestOptions;
import io.datacapsule.ingest.IngestionRun;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ingest/dbt")
@Tag(name = "Ingestion", description = "Bring metadata into the catalog.")
class DbtController {

    private final Catalog catalog;
    private final ArtifactSources sources;
    private final UploadForms forms;
    private final IngestionAudit audit;

    DbtController(Catalog catalog, ArtifactSources sources, UploadForms forms, IngestionAudit audit) {
        this.catalog = catalog;
        this.sources = sources;
        this.forms = forms;
        this.audit = audit;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Ingest dbt artifacts that lie on the server",
            description =
                    "Paths must lie below one of INGEST_ROOTS. A file that cannot be read as what it should be gives 400"
                            + " or 422 with its place, and leaves the catalog as it is.")
    @ApiResponse(responseCode = "202", description = "The job was started")
    @ApiResponse(responseCode = "200", description = "With wait=true: the job ended")
    ResponseEntity<JobView> ingest(
            @RequestBody DbtRequest request,
            @RequestParam(name = "wait", defaultValue = "false")
                    @Parameter(description = "answer when the job has ended")
                    boolean wait,
            @Parameter(hidden = true) HttpServletRequest http,
            HttpServletResponse response) {
        UUID id = UUID.randomUUID();
        Map<String, String> config = request.config();
        note(http, id, config);
        IngestOptions.of(config);
        sources.open("dbt", config); // a path that is not allowed is told before there is a job
        IngestionRun run = catalog.ingestion().submit(id, "dbt", config);
        audit.follow(run, http, response);
        return JobStart.answer(run, wait, response);
    }

    @PostMapping(path = "/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Upload dbt artifacts and ingest them",
            description =
                    "Parts: the files manifest, catalog, run_results, sources and column_lineage (dbt's own, Parquet), and as text fields the options of"
                            + " the ingestion by path.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = UploadForm.class))))
    @ApiResponse(responseCode = "202", description = "The job was started")
    @ApiResponse(responseCode = "200", description = "With wait=true: the job ended")
    ResponseEntity<JobView> upload(
            @RequestParam(name = "wait", defaultValue = "false")
                    @Parameter(description = "answer when the job has ended")
                    boolean wait,
            @Parameter(hidden = true) HttpServletRequest request,
            HttpServletResponse response) {
        UUID upload = UUID.randomUUID();
        Map<String, String> config = forms.keep(request, upload);
        note(request, upload, config);
        try {
            IngestionRun run = catalog.ingestion().submit(upload, "dbt", config);
            audit.follow(run, request, response);
            return JobStart.answer(run, wait, response);
        } finally {
            forms.prune();
        }
    }

    private static void note(HttpServletRequest request, UUID job, Map<String, String> config) {
        AuditNote note = AuditNote.on(request).target(job).say("source_type", "dbt");
        config.forEach(note::say);
    }
}
