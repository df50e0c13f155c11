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
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An archive on disk. Everything here throws {@link io.datacapsule.model.InvalidArtifactException} with what is wrong with it. */
public final class BackupArchive {

    static final int LONGEST_MANIFEST = 1 << 20;
    private static final int MOST_PARTS = 1_000;
    private static final int BUFFER = 1 << 16;

    private BackupArchive() {}

    /**
     * Checks all of it: that it is whole, that every checksum is right, that this version can read it, and that what it says of
     * the graph fits together.
     *
     * @param files a whole archive and all that go on from it up to one, in any order
     * @return what that one says of itself
     */
    public static BackupManifest verify(List<Path> files, TableLayout layout) {
        return read(files, layout).manifest();
    }

    /** The same, and gives the graph in it. */
    static BackupContents read(List<Path> files, TableLayout layout) {
        return BackupChain.of(files, layout).contents();
    }

    /** What was found of a part. */
    private record Found(String name, long bytes, String sha256) {}

    /** Checks the bytes of an archive against its manifest, and the manifest against what this version knows. */
    static BackupChain.Link check(Path file, TableLayout layout) {
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
        requireSame(told, found);
        requireKnown(told, layout);
        return new BackupChain.Link(file, told, BackupBase.sha256(manifest.getFirst()));
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

    /** What a manifest says, if this version knows its format. */
    static BackupManifest manifest(byte[] json) {
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
            if (format == 1 && tree instanceof ObjectNode first) {
                first.putPOJO("id", UUID.nameUUIDFromBytes(json)).putArray("bases");
            }
            return BackupJson.MAPPER.treeToValue(tree, BackupManifest.class);
        } catch (JacksonException e) {
            throw BackupFailures.damaged(BackupManifest.NAME, "it is not readable (" + e.getOriginalMessage() + ")");
        }
    }

    private static void requireSame(BackupManifest manifest, List<Found> found) {
        List<Part> told = manifest.parts();
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
        for (String name : List.of(Part.DETAILS, Part.NODES, Part.EDGES, Part.STATE)) {
            boolean wanted = manifest.format() > 1 || !name.equals(Part.STATE);
            if (wanted && told.stream().noneMatch(part -> part.name().equals(name))) {
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
