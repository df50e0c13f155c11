package io.datacapsule.backup;

import io.datacapsule.backup.BackupManifest.Part;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an archive: a zip file, each part with its checksum in the manifest at the end. Used by one thread at a time. */
final class ArchiveWriter implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final ZipOutputStream zip;
    private final List<Part> parts = new ArrayList<>();

    ArchiveWriter(OutputStream out) {
        zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER));
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Writes what a part holds, and answers how many lines. */
    interface Content {
        long writeTo(OutputStream out) throws IOException;
    }

    /** Adds a part. */
    Part part(String name, List<String> columns, Content content) throws IOException {
        MessageDigest digest = sha256();
        zip.putNextEntry(new ZipEntry(name));
        Counted counted = new Counted(new DigestOutputStream(zip, digest));
        OutputStream buffered = new BufferedOutputStream(counted, BUFFER);
        long lines = content.writeTo(buffered);
        buffered.flush();
        zip.closeEntry();
        Part part = new Part(name, counted.bytes, lines, HexFormat.of().formatHex(digest.digest()), columns);
        parts.add(part);
        return part;
    }

    /** The parts so far. */
    List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Adds the manifest and ends the archive. */
    void finish(BackupManifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
        zip.write(BackupJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static final class Counted extends FilterOutputStream {

        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            bytes += length;
        }
    }
}
