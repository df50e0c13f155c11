package io.datacapsule.backup;

import io.datacapsule.model.ConflictException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What needs to be known of an archive for another to go on from it.
 *
 * @param manifest what it says of itself
 * @param sha256   checksum of its manifest
 * @param state    what it, with those that it goes on from, holds
 */
public record BackupBase(BackupManifest manifest, String sha256, CatalogState state) {

    private static final int MOST = 1_000;

    /**
     * Reads the two parts of an archive that tell it, and checks that they belong together.
     *
     * @param manifest the part {@code manifest.json}
     * @param state    the part {@code state.jsonl}
     * @throws io.datacapsule.model.InvalidArtifactException if they are not what a backup of this version has
     * @throws ConflictException {@code backup_base_outdated} if this version cannot go on from it, though it can restore it, or
     *     {@code backup_base_long} if too many went on from each other; a whole backup is wanted then
     */
    public static BackupBase read(InputStream manifest, InputStream state, TableLayout layout) throws IOException {
        byte[] json = manifest.readNBytes(BackupArchive.LONGEST_MANIFEST);
        BackupManifest told = BackupArchive.manifest(json);
        if (told.format() != BackupManifest.FORMAT || !told.schema().equals(layout.schema())) {
            throw new ConflictException(
                    "backup_base_outdated",
                    "The backup of " + told.createdAt()
                            + " was written by a version with other tables or another format; " + "write a whole one.");
        }
        if (told.bases().size() >= MOST) {
            throw new ConflictException(
                    "backup_base_long",
                    "The backup of " + told.createdAt() + " goes on from "
                            + told.bases().size() + " others, and there can be no more; write a whole one.");
        }
        DigestInputStream digested = new DigestInputStream(state, ArchiveWriter.sha256());
        CatalogState read = CatalogState.read(digested);
        String sum = HexFormat.of().formatHex(digested.getMessageDigest().digest());
        if (told.parts().stream()
                .noneMatch(part -> part.name().equals(BackupManifest.Part.STATE)
                        && part.sha256().equals(sum))) {
            throw BackupFailures.damaged(BackupManifest.Part.STATE, "its checksum is not the one in the manifest");
        }
        return new BackupBase(told, sha256(json), read);
    }

    /** The archives that one which goes on from this goes on from. */
    List<BackupManifest.Base> bases() {
        List<BackupManifest.Base> bases = new ArrayList<>(manifest.bases());
        bases.add(new BackupManifest.Base(manifest.id(), manifest.createdAt(), sha256));
        return bases;
    }

    /** The checksum of a manifest. */
    static String sha256(byte[] manifest) {
        MessageDigest digest = ArchiveWriter.sha256();
        return HexFormat.of().formatHex(digest.digest(manifest));
    }
}
