package io.datacapsule.backup;

import io.datacapsule.backup.BackupManifest.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An archive on disk. Everything here throws {@link io.datacapsule.model.InvalidArtifactException} with what is wrong with it. */
public final class BackupArchive {

    private static final int LONGEST_MANIFEST = 1 << 20;
    private static final int MOST_PARTS = 1_000;
    private static final int BUFFER = 1 << 16;

    private BackupArchive() {}

    /** What was found of a part. */
    private record Found(String name, long bytes, String sha256) {}

    /**
     * Checks all of it: that it is whole, that every checksum is right, that this version can read it, and that what it says of
     * the graph fits together.
     */
    public static BackupManifest verify(Path file, TableLayout layout) {
        return read(file, layout).manifest();
    }

    /** The same, and gives the graph in it. */
    static BackupContents read(Path file, TableLayout layout) {
        BackupManifest manifest = check(file, layout);
        ContentsReader reader = new ContentsReader(manifest);
        ArchiveParts.visit(file, reader::part);
        return reader.contents();
    }

    /** Checks the bytes of an archive against its manifest, and the manifest against what this version knows. */
    private static BackupManifest check(Path file, TableLayout layout) {
        List<Found> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<byte[]> manifest = new ArrayList<>(1);
        ArchiveParts.visit(file, (name, content) -> {
            if (!manifest.isEmpty() || !names.add(name)) {
                throw BackupFailures.noBackup("'" + name + "' is there twice or after the manifest");
            }
            if (name.equals(BackupManifest.NAME)) {
                manifest.add(content.readNBytes(LONGEST_MANIFEST));
            } else {
                if (found.size() == MOST_PARTS) {
                    throw BackupFailures.noBackup("it has more parts than any backup");
                }
                found.add(digest(name, content));
            }
        });
        if (manifest.isEmpty()) {
            throw BackupFailures.noBackup("it has no manifest.json at its end");
        }
        BackupManifest told = manifest(manifest.getFirst());
        requireSame(told.parts(), found);
        requireKnown(told, layout);
        return told;
    }

    private static Found digest(String name, InputStream content) throws IOException {
        MessageDigest digest = ArchiveWriter.sha256();
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            digest.update(buffer, 0, count);
            bytes += count;
        }
        return new Found(name, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static BackupManifest manifest(byte[] json) {
        try {
            JsonNode tree = BackupJson.MAPPER.readTree(json);
            int format = tree.path("format").asInt(0);
            if (format > BackupManifest.FORMAT) {
                throw BackupFailures.newer("its format is " + format + ", and this version reads up to "
                        + BackupManifest.FORMAT + "; restore it with that version");
            }
            if (format < 1) {
                throw BackupFailures.noBackup("its manifest has no format");
            }
            return BackupJson.MAPPER.treeToValue(tree, BackupManifest.class);
        } catch (JacksonException e) {
            throw BackupFailures.damaged(BackupManifest.NAME, "it is not readable (" + e.getOriginalMessage() + ")");
        }
    }

    private static void requireSame(List<Part> told, List<Found> found) {
        for (Part part : told) {
            Optional<Found> there =
                    found.stream().filter(one -> one.name().equals(part.name())).findFirst();
            if (there.isEmpty()) {
                throw BackupFailures.damaged(BackupFailures.printable(part.name()), "it is missing");
            }
            if (there.get().bytes() != part.bytes() || !there.get().sha256().equals(part.sha256())) {
                throw BackupFailures.damaged(part.name(), "its checksum is not the one in the manifest");
            }
        }
        if (told.size() != found.size()) {
            throw BackupFailures.damaged(BackupManifest.NAME, "it does not list every part of the archive once");
        }
        for (String name : List.of(Part.DETAILS, Part.NODES, Part.EDGES)) {
            if (told.stream().noneMatch(part -> part.name().equals(name))) {
                throw BackupFailures.damaged(name, "it is missing");
            }
        }
    }

    private static void requireKnown(BackupManifest told, TableLayout layout) {
        if (told.schema().compareTo(layout.schema()) > 0) {
            throw BackupFailures.newer("its tables are those of migration " + told.schema() + ", and this version has "
                    + layout.schema() + "; restore it with that version");
        }
        for (Part part : told.parts()) {
            if (part.isTable()) {
                List<String> columns = layout.tables().get(part.table());
                if (columns == null) {
                    throw BackupFailures.invalid(part.name(), 0, "there is no such table in this version");
                }
                if (part.columns().isEmpty()
                        || !columns.containsAll(part.columns())
                        || new HashSet<>(part.columns()).size()
                                != part.columns().size()) {
                    throw BackupFailures.invalid(part.name(), 0, "its columns are not those of the table");
                }
            }
        }
    }
}
