package io.datacapsule.api.admin;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.security.StoredKeys;
import io.datacapsule.api.web.AuditNote;
import io.datacapsule.audit.BeforeAfter;
import io.datacapsule.backup.BackupBase;
import io.datacapsule.backup.BackupManifest;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.jdbc.RelationalStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return send(http, Optional.empty());
    }

    @PostMapping(path = "/backup/increment", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "What changed since an archive, as another one",
            description =
                    "The parts 'manifest' and 'state' are 'manifest.json' and 'state.jsonl' of the archive to go on from. The"
                            + " answer holds each capsule, other node and row that is new or differs; to restore it takes that"
                            + " archive too, and those that it goes on from itself. 409 'backup_base_outdated' or"
                            + " 'backup_base_long' asks for a whole one.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = BaseForm.class))))
    @ApiResponse(
            responseCode = "200",
            description = "The archive",
            content = @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<InputStreamResource> increment(@Parameter(hidden = true) HttpServletRequest http) {
        BackupBase base = archives.base(http, RelationalStore.layout());
        AuditNote.on(http).say("since", base.manifest().createdAt());
        return send(http, Optional.of(base));
    }

    private ResponseEntity<InputStreamResource> send(HttpServletRequest http, Optional<BackupBase> base) {
        Archives.Written archive = archives.write(catalog.backup(), base);
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
                    "The part 'archive' is what a backup answered; for one that goes on from others, those are parts 'archive' too, in"
                            + " any order. It is checked as a whole before anything is changed; then"
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
        return archives.received(http, (folder, id) -> {
            GraphSnapshot before = catalog.snapshot();
            BackupManifest manifest = catalog.restore().run(folder, id);
            keys.forgetAll();
            note(http, manifest);
            BeforeAfter.of(before, catalog.snapshot()).forEach(AuditNote.on(http)::say);
            return BackupView.of(manifest);
        });
    }

    /** The parts of a restore, for the description of the API. */
    record RestoreForm(
            @ArraySchema(
                    schema = @Schema(type = "string", format = "binary"),
                    arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED))
            List<String> archive) {}

    /** The parts of an increment, for the description of the API. */
    record BaseForm(
            @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED)
            String manifest,

            @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED)
            String state) {}

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
