package io.datacapsule.backup;

import io.datacapsule.backup.BackupManifest.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Archives that somebody changed together with their manifest, so that every checksum is right. */
final class ForgedArchive {

    private ForgedArchive() {}

    /** Changes what a part says. */
    static void change(Path file, String part, UnaryOperator<String> change) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        BackupManifest told = BackupArchive.manifest(
                String.valueOf(parts.remove(BackupManifest.NAME)).getBytes(StandardCharsets.UTF_8));
        if (parts.put(part, change.apply(String.valueOf(parts.get(part)))).equals(parts.get(part))) {
            throw new AssertionError("nothing was changed in " + part);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArchiveWriter archive = new ArchiveWriter(bytes)) {
            for (Part known : told.parts()) {
                archive.part(known.name(), known.columns(), out -> {
                    out.write(String.valueOf(parts.get(known.name())).getBytes(StandardCharsets.UTF_8));
                    return known.lines();
                });
            }
            archive.finish(new BackupManifest(
                    told.format(),
                    told.id(),
                    told.version(),
                    told.createdAt(),
                    told.revision(),
                    told.schema(),
                    told.counts(),
                    told.committedJobs(),
                    told.bases(),
                    archive.parts()));
        }
        Files.write(file, bytes.toByteArray());
    }
}
