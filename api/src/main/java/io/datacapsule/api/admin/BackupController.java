package io.datacapsule.api.admin;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.security.StoredKeys;
import io.datacapsule.api.web.AuditNote;
import io.datacapsule.audit.BeforeAfter;
import io.datacapsule.backup.BackupManifest;
import io.datacapsule.graph.GraphSnapshot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/admin")
@Tag(name = "Administration", description = "The catalog as a whole. For administrators.")
class BackupController {

    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private final Catalog catalog;
    private final Archives archives;
    private final StoredKeys keys;

    BackupController(Catalog catalog, Archives archives, StoredKeys keys) {
        this.catalog = catalog;
        this.archives = archives;
        this.keys = keys;
    }

    /**
     * What an archive holds.
     *
     * @param version   of the program that wrote it
     * @param createdAt when it was written
     * @param revision  that the graph had
     * @param counts    nodes by label, edges by relation, rows by table
     */
    record BackupView(String version, Instant createdAt, long revision, Map<String, Long> counts) {

        static BackupView of(BackupManifest manifest) {
            return new BackupView(
                    manifest.version(), manifest.createdAt(), manifest.revision(), new TreeMap<>(manifest.counts()));
        }
    }

    @PostMapping("/backup")
    @Operation(
            summary = "The whole catalog as one archive",
            description =
                    "A zip file with the graph as JSON lines, the tables as text, and a manifest with the checksum of each"
                            + " part, all of one moment. It holds the digests of the keys that were handed out and no key. Writes"
                            + " wait while SQL and free metadata are read.")
    @ApiResponse(
            responseCode = "200",
            description = "The archive",
            content = @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<InputStreamResource> backup(@Parameter(hidden = true) HttpServletRequest http) {
        Archives.Written archive = archives.write(catalog.backup());
        note(http, archive.manifest());
        return ResponseEntity.ok()
                .contentType(ZIP)
                .contentLength(archive.bytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"dab-backup.zip\"")
                .body(new InputStreamResource(archive.content()));
    }

    @PostMapping(path = "/restore", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Make the catalog that of an archive",
            description =
                    "The part 'archive' is what a backup answered. It is checked as a whole before anything is changed; then"
                            + " the catalog becomes that of the archive or stays as it is. Keys, history and audit trail are"
                            + " replaced too. While an ingestion is under way the answer is 409.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = RestoreForm.class))))
    BackupView restore(@Parameter(hidden = true) HttpServletRequest http) {
        return archives.received(http, (file, id) -> {
            GraphSnapshot before = catalog.snapshot();
            BackupManifest manifest = catalog.restore().run(file, id);
            keys.forgetAll();
            note(http, manifest);
            BeforeAfter.of(before, catalog.snapshot()).forEach(AuditNote.on(http)::say);
            return BackupView.of(manifest);
        });
    }

    /** The parts of a restore, for the description of the API. */
    record RestoreForm(
            @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED)
            String archive) {}

    private static void note(HttpServletRequest http, BackupManifest manifest) {
        AuditNote note = AuditNote.on(http)
                .target("revision " + manifest.revision())
                .say("created_at", manifest.createdAt())
                .say("version", manifest.version());
        manifest.counts().forEach((name, count) -> {
            if (count > 0) {
                note.say(name, count);
            }
        });
    }
}
