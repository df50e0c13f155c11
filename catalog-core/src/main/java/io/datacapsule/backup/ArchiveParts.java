package io.datacapsule.backup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Reads the parts of an archive one after the other, as they lie in it, and trusts none of them: names are compared with those an
 * archive can have and never used as paths, and what is unpacked is bounded.
 */
final class ArchiveParts {

    private static final int BUFFER = 1 << 16;
    private static final int END_RECORD = 22;
    private static final int LOCAL_HEADER = 0x504B0304;
    private static final int END_OF_DIRECTORY = 0x504B0506;
    private static final long LEAST_BOUND = 64L << 20;
    private static final int MOST_GROWTH = 200;

    private ArchiveParts() {}

    /** Takes one part; the stream ends where it does. */
    interface Visitor {
        void part(String name, InputStream content) throws IOException;
    }

    /**
     * Hands every part, and the manifest, to {@code visitor}.
     *
     * @throws io.datacapsule.model.InvalidArtifactException if the file is no archive, or not a whole one
     */
    static void visit(Path file, Visitor visitor) {
        String at = "its beginning";
        try {
            requireEnds(file);
            long bound = Math.max(LEAST_BOUND, Files.size(file) * MOST_GROWTH);
            try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
                Bounded content = new Bounded(zip, bound);
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    String name = entry.getName();
                    if (!name.equals(BackupManifest.NAME) && !BackupManifest.Part.isName(name)) {
                        throw BackupFailures.noBackup("it holds '" + BackupFailures.printable(name) + "'");
                    }
                    at = name;
                    visitor.part(name, content);
                }
            }
        } catch (ZipException | EOFException e) {
            throw BackupFailures.damaged(at, "it is cut or changed (" + e.getMessage() + ")");
        } catch (IllegalArgumentException e) {
            throw BackupFailures.damaged(at, "a name in it is not readable");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An archive begins with a part and ends with its directory, without a remark behind it. */
    private static void requireEnds(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() < END_RECORD || bytes.readInt() != LOCAL_HEADER) {
                throw BackupFailures.noBackup("it is no zip file with something in it");
            }
            bytes.seek(bytes.length() - END_RECORD);
            if (bytes.readInt() != END_OF_DIRECTORY) {
                throw BackupFailures.damaged("its end", "the file is cut, or something follows it");
            }
        }
    }

    /** Ends a file that unpacks to more than anything real does. */
    private static final class Bounded extends InputStream {

        private final InputStream in;
        private long left;

        Bounded(InputStream in, long bound) {
            this.in = in;
            this.left = bound;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                throw BackupFailures.noBackup("it unpacks to more than " + MOST_GROWTH + " times its size");
            }
            return count;
        }
    }
}
