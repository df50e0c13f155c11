package io.datacapsule.api.ingest;

import io.datacapsule.api.airflow.AirflowInstances;
import io.datacapsule.api.airflow.AirflowOptions;
import io.datacapsule.ingest.MetadataSource;
import io.datacapsule.ingest.MetadataSources;
import io.datacapsule.ingest.airflow.AirflowAnnotations;
import io.datacapsule.ingest.airflow.AirflowSource;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.sql.ColumnLineage;
import io.datacapsule.sql.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** Opens Airflow instances for jobs: by their configuration, with files and secrets that came with the request where it had any. */
public final class AirflowSources implements MetadataSources {

    private final AirflowInstances instances;
    private final Uploads uploads;
    private final Function<Query, ColumnLineage> engine;
    private final SentCredentials secrets = new SentCredentials();

    /** Sources that are instances of these, with files among those uploads; that engine reads the SQL of tasks. */
    public AirflowSources(AirflowInstances instances, Uploads uploads, Function<Query, ColumnLineage> engine) {
        this.instances = instances;
        this.uploads = uploads;
        this.engine = engine;
    }

    @Override
    public MetadataSource open(String sourceType, Map<String, String> config) {
        if (!sourceType.equals("airflow")) {
            throw new InvalidInputException("unknown_source_type", "There is no source of type '" + sourceType + "'.");
        }
        Map<String, String> options = new TreeMap<>(config);
        text(config, AirflowFile.CA_PEM).ifPresent(pem -> options.put("ca_pem", pem));
        AirflowAnnotations annotations = text(config, AirflowFile.ANNOTATIONS)
                .map(AirflowAnnotations::parse)
                .orElse(AirflowAnnotations.NONE);
        return new AirflowSource(instances.open(AirflowOptions.of(options), secrets.of(config)), annotations, engine);
    }

    /** Keeps what came with the request of a job, for {@link #open}. */
    void keep(UUID job, Map<AirflowFile, String> files, Map<String, String> sent, Map<String, String> config) {
        if (!sent.isEmpty()) {
            secrets.keep(job, sent);
            config.put(SentCredentials.CAME_WITH, job.toString());
        }
        if (!files.isEmpty()) {
            Path folder = uploads.make(job);
            config.put(ArtifactSources.UPLOAD, job.toString());
            files.forEach((file, text) -> write(folder.resolve(file.fileName()), text));
        }
    }

    /** Forgets the secrets of a job, and its files too if it never began. */
    void forget(UUID job, boolean began) {
        secrets.forget(job);
        if (!began) {
            uploads.remove(job);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw Uploads.failure(e);
        }
    }

    private Optional<String> text(Map<String, String> config, AirflowFile file) {
        String upload = config.get(ArtifactSources.UPLOAD);
        if (upload == null) {
            return Optional.empty();
        }
        Path folder = uploads.of(UUID.fromString(upload));
        if (!Files.isDirectory(folder)) {
            throw new ConflictException(
                    "upload_gone", "The files that came with this job are no longer kept; start it anew with them.");
        }
        try {
            Path path = folder.resolve(file.fileName());
            return Files.isRegularFile(path) ? Optional.of(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            throw Uploads.failure(e);
        }
    }
}
