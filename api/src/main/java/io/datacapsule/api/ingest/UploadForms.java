package io.datacapsule.api.ingest;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.ingest.IngestOptions;
import io.datacapsule.ingest.IngestionJob;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InvalidInputException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Keeps the files of an upload and reads its fields. The files are on the disk already, and are only moved. */
@Component
class UploadForms {

    private static final Set<String> FIELDS =
            Set.of("project_name", "cleanup_orphans", "force", "max_orphan_share", "dry_run");
    private static final int LONGEST_FIELD = 1_000;

    private final Uploads uploads;
    private final ArtifactSources sources;
    private final Catalog catalog;

    UploadForms(Uploads uploads, ArtifactSources sources, Catalog catalog) {
        this.uploads = uploads;
        this.sources = sources;
        this.catalog = catalog;
    }

    /**
     * Moves the files of the form to the folder of that upload and answers the job's configuration.
     *
     * @throws InvalidInputException if a part is unknown, there twice or not allowed, or there is no manifest; nothing is kept
     *     then
     */
    Map<String, String> keep(HttpServletRequest request, UUID upload) {
        Path folder = uploads.make(upload);
        boolean kept = false;
        try {
            Map<String, String> config = new TreeMap<>();
            config.put(ArtifactSources.UPLOAD, upload.toString());
            Set<String> names = new HashSet<>();
            for (Part part : request.getParts()) {
                if (!names.add(part.getName())) {
                    throw new InvalidInputException(
                            "duplicate_part", "The form has more than one part '" + part.getName() + "'.");
                }
                keep(part, folder, config);
            }
            if (!names.contains(ArtifactPart.MANIFEST.word())) {
                throw new InvalidInputException("missing_part", "The file 'manifest' is missing in the form.");
            }
            IngestOptions.of(config);
            sources.open("dbt", config);
            kept = true;
            return config;
        } catch (IOException e) {
            throw Uploads.failure(e);
        } catch (ServletException e) {
            throw new InvalidInputException("invalid_form", "The body is no multipart/form-data.", e);
        } finally {
            if (!kept) {
                uploads.remove(upload);
            }
        }
    }

    private static void keep(Part part, Path folder, Map<String, String> config) throws IOException {
        Optional<ArtifactPart> artifact = ArtifactPart.of(part.getName());
        if (artifact.isPresent()) {
            part.write(folder.resolve(artifact.get().fileName()).toString());
            return;
        }
        if (!FIELDS.contains(part.getName())) {
            throw new InvalidInputException(
                    "unknown_part",
                    "There is no part '" + part.getName() + "'; known: "
                            + Stream.concat(
                                            Arrays.stream(ArtifactPart.values()).map(ArtifactPart::word),
                                            FIELDS.stream().sorted())
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        if (part.getSize() > LONGEST_FIELD) {
            throw new InvalidInputException(
                    "invalid_parameter", part.getName() + " takes at most " + LONGEST_FIELD + " bytes.");
        }
        try (InputStream in = part.getInputStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!text.isEmpty()) {
                config.put(part.getName(), text);
            }
        }
    }

    /** Takes away old uploads that no open job needs. */
    void prune() {
        try {
            uploads.prune(catalog.relational().jobs().open().stream()
                    .map(IngestionJob::config)
                    .map(config -> config.get(ArtifactSources.UPLOAD))
                    .filter(id -> id != null)
                    .map(UUID::fromString)
                    .collect(Collectors.toSet()));
        } catch (CatalogException e) {
            System.getLogger(UploadForms.class.getName())
                    .log(System.Logger.Level.WARNING, "old uploads stay for now: {0}", e.getMessage());
        }
    }
}
