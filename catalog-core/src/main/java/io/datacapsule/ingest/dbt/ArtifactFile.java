package io.datacapsule.ingest.dbt;

import io.datacapsule.ingest.IngestProgress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Opens artifacts as streams of JSON in UTF-8, UTF-16 or UTF-32, with bounds on depth and length. Whatever is wrong with the
 * text becomes an {@link io.datacapsule.model.InvalidArtifactException}.
 */
final class ArtifactFile {

    static final int DEEPEST = 500;
    static final int LONGEST_TEXT = 64 * 1024 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private ArtifactFile() {}

    /** Reads the one object that the file must hold; {@code content} gets a cursor inside of it and reads to its end. */
    static <T> T read(Artifact artifact, IngestProgress progress, TextPool pool, Function<JsonCursor, T> content) {
        try (InputStream in = Files.newInputStream(artifact.file());
                JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            try {
                JsonToken first = parser.nextToken();
                if (first == null) {
                    throw ArtifactErrors.notReadable(artifact, "the file is empty");
                }
                JsonCursor cursor = new JsonCursor(parser, artifact, progress, pool);
                if (first != JsonToken.START_OBJECT) {
                    throw cursor.error(ArtifactErrors.INVALID, "an object belongs here, not " + cursor.found());
                }
                T result = content.apply(cursor);
                end(parser, artifact);
                return result;
            } catch (JacksonException e) {
                throw ArtifactErrors.of(e, artifact, parser);
            }
        } catch (JacksonException e) {
            throw ArtifactErrors.notReadable(artifact, "is in no encoding known to JSON: " + e.getOriginalMessage());
        } catch (NoSuchFileException e) {
            throw ArtifactErrors.notReadable(artifact, "the file does not exist");
        } catch (IOException e) {
            throw ArtifactErrors.notReadable(
                    artifact, "cannot be opened: " + e.getClass().getSimpleName());
        }
    }

    private static void end(JsonParser parser, Artifact artifact) {
        boolean more;
        try {
            more = parser.nextToken() != null;
        } catch (JacksonException e) {
            throw ArtifactErrors.trailing(
                    artifact, e.getLocation() == null ? parser.currentLocation() : e.getLocation());
        }
        if (more) {
            throw ArtifactErrors.trailing(artifact, parser.currentTokenLocation());
        }
    }
}
