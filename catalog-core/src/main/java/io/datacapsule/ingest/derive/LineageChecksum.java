package io.datacapsule.ingest.derive;

import io.datacapsule.ingest.ToldLineage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the column lineage of a dataset has to be derived again: from its SQL, its columns, and those of what it reads.
 * Where its SQL reads what it is not said to depend on, all datasets of the source count.
 */
final class LineageChecksum {

    /** Raised whenever the same SQL is understood in another way. */
    private static final String VERSION = "4";

    private static final String NEAR = "n";
    private static final String WIDE = "w";
    private static final String TOLD = "+";

    private final String dialect;
    private final byte[] everything;

    LineageChecksum(String dialect, Iterable<Dataset> all) {
        this.dialect = dialect;
        MessageDigest digest = sha256();
        for (Dataset dataset : all) {
            // what SQL told of a dataset changes with the SQL of others while they are read
            add(digest, dataset.urn(), dataset.name().toString());
            add(digest, dataset.closed() ? dataset.columns().toArray(new String[0]) : new String[0]);
        }
        this.everything = digest.digest();
    }

    /** Whether {@code known} was made from the same; where the source tells no lineage now, what it told before counts on. */
    boolean matches(String known, Dataset dataset, List<Dataset> read, @Nullable ToldLineage told) {
        int end = known.indexOf(TOLD);
        String before = end < 0 ? known : known.substring(0, end);
        return (told == null || known.equals(before + of(told)))
                && before.equals(of(dataset, read, known.startsWith(WIDE)));
    }

    /** What to add to the checksum of a dataset for what the source tells of it. */
    static String of(@Nullable ToldLineage told) {
        if (told == null) {
            return "";
        }
        MessageDigest digest = sha256();
        add(digest, told.by());
        told.edges()
                .forEach(edge -> add(
                        digest,
                        edge.column(),
                        edge.capsule(),
                        edge.origin(),
                        edge.use().name()));
        return TOLD + HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    String of(Dataset dataset, List<Dataset> read, boolean wide) {
        MessageDigest digest = sha256();
        add(digest, VERSION, dialect, dataset.sql(), dataset.urn());
        if (dataset.closed()) {
            add(digest, dataset.columns().toArray(new String[0]));
        }
        for (Dataset other : read) {
            if (other != dataset) {
                add(digest, other.urn(), other.name().toString());
                add(digest, other.columns().toArray(new String[0]));
            }
        }
        if (wide) {
            digest.update(everything);
        }
        return (wide ? WIDE : NEAR) + HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static void add(MessageDigest digest, String... parts) {
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0xFF);
        }
        digest.update((byte) 0xFE);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
