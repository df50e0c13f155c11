package io.datacapsule.api.ingest;

import io.datacapsule.access.Role;
import io.datacapsule.api.airflow.AirflowOptions;
import io.datacapsule.api.audit.IngestionAudit;
import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.security.Caller;
import io.datacapsule.api.web.AuditNote;
import io.datacapsule.ingest.IngestOptions;
import io.datacapsule.ingest.IngestionRun;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
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
@RequestMapping("/api/v1/ingest/airflow")
@Tag(name = "Ingestion", description = "Bring metadata into the catalog.")
class AirflowController {

    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Catalog catalog;
    private final AirflowSources sources;
    private final UploadForms forms;
    private final IngestionAudit audit;

    AirflowController(Catalog catalog, AirflowSources sources, UploadForms forms, IngestionAudit audit) {
        this.catalog = catalog;
        this.sources = sources;
        this.forms = forms;
        this.audit = audit;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Ingest the DAGs, tasks and datasets of an Airflow instance",
            description =
                    "The server asks Airflow 2 or 3 itself; EGRESS_ALLOW says which hosts it may call. Credentials are"
                            + " named by variables of the server (AIRFLOW_* and CREDENTIAL_VARIABLES), which are shown only"
                            + " to hosts that an administrator chose, or sent along and"
                            + " then used for this run only. What Airflow refuses or fails at gives 502 with a code that"
                            + " begins with airflow_.")
    @ApiResponse(responseCode = "202", description = "The job was started")
    @ApiResponse(responseCode = "200", description = "With wait=true: the job ended")
    ResponseEntity<JobView> ingest(
            @RequestBody AirflowRequest request,
            @RequestParam(name = "wait", defaultValue = "false")
                    @Parameter(description = "answer when the job has ended")
                    boolean wait,
            @Parameter(hidden = true) HttpServletRequest http,
            HttpServletResponse response) {
        UUID id = UUID.randomUUID();
        AuditNote note = AuditNote.on(http).target(id).say("source_type", "airflow");
        Map<String, String> config = checked(request);
        if (Caller.of(http).role().covers(Role.ADMIN)) {
            config.put(AirflowOptions.NAMED, "true");
        }
        config.forEach(note::say); // now that it is known to hold no secret
        boolean began = false;
        try {
            sources.keep(id, request.files(), request.secrets(), config);
            sources.open("airflow", config); // what is not allowed is told before there is a job
            IngestionRun run = catalog.ingestion().submit(id, "airflow", config);
            began = true;
            audit.follow(run, http, response);
            forgetAtEnd(run);
            return JobStart.answer(run, wait, response);
        } finally {
            if (!began) {
                sources.forget(id, false);
            }
            forms.prune();
        }
    }

    private static Map<String, String> checked(AirflowRequest request) {
        Map<String, String> config = request.config();
        AirflowOptions options = AirflowOptions.of(config);
        IngestOptions.of(config);
        SentCredentials.check(config.getOrDefault("auth_mode", "none"), request.secrets());
        request.files().forEach(AirflowFile::check);
        config.put("base_url", options.baseUrl().toString());
        config.put("instance_name", options.instance());
        return config;
    }

    private void forgetAtEnd(IngestionRun run) {
        Thread.ofVirtual().name("forget-" + run.id()).start(() -> {
            while (!run.awaitEnd(PATIENCE).status().ended()) {
                // as long as it takes
            }
            sources.forget(run.id(), true);
        });
    }
}
