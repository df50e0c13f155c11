package io.datacapsule.ingest.dbt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import tools.jackson.core.TokenStreamLocation;

/** Looks into the text of an artifact at the place where it could not be read. */
final class ArtifactText {

    private static final int SHOWN = 80;

    private ArtifactText() {}

    /** The text from the given place on, as far as it helps; empty if the place is not known. */
    static String from(Artifact artifact, TokenStreamLocation at) {
        if (at.getByteOffset() < 0) {
            return "";
        }
        try (InputStream in = Files.newInputStream(artifact.file())) {
            in.skipNBytes(at.getByteOffset());
            return new String(in.readNBytes(SHOWN), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** The column of the place in characters: where the text is UTF-8, the parser counts bytes. */
    static long column(Artifact artifact, TokenStreamLocation at) {
        long before = at.getColumnNr() - 1L;
        long lineStart = at.getByteOffset() - before;
        if (at.getByteOffset() < 0 || lineStart < 0) {
            return at.getColumnNr();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(artifact.file()))) {
            in.skipNBytes(lineStart);
            long column = 1;
            for (long i = 0; i < before; i++) {
                column += (in.read() & 0xC0) == 0x80 ? 0 : 1;
            }
            return column;
        } catch (IOException e) {
            return at.getColumnNr();
        }
    }
}
