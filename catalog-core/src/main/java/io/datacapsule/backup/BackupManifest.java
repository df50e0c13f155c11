package io.datacapsule.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What an archive says of itself.
 *
 * @param format        version of the archive's layout
 * @param id            of this archive alone
 * @param version       of the program that wrote it
 * @param createdAt     when
 * @param revision      of the graph
 * @param schema        latest migration of the tables, see {@link TableLayout}
 * @param counts        nodes by label, edges by relation, rows by table that the catalog has
 * @param committedJobs ingestions that the tables show as running and whose work the graph holds already
 * @param bases         the archives that it goes on from, the whole one first; none if it is whole itself
 * @param parts         everything else in the archive, in its order
 */
public record BackupManifest(
        int format,
        UUID id,
        String version,
        Instant createdAt,
        long revision,
        String schema,
        Map<String, Long> counts,
        Set<UUID> committedJobs,
        List<Base> bases,
        List<Part> parts) {

    /** The layout that this version writes, and the latest that it reads. */
    public static final int FORMAT = 2;

    /** The file that holds it, the last one of an archive. */
    static final String NAME = "manifest.json";

    /** Copies what could be changed from outside. */
    public BackupManifest {
        counts = Map.copyOf(counts);
        committedJobs = Set.copyOf(committedJobs);
        bases = List.copyOf(bases);
        parts = List.copyOf(parts);
    }

    /** Whether it holds everything, and not only what changed since another. */
    public boolean whole() {
        return bases.isEmpty();
    }

    /** How many rows the catalog has. */
    long rows() {
        return parts.stream()
                .filter(Part::isTable)
                .mapToLong(part -> counts.getOrDefault(part.table(), 0L))
                .sum();
    }

    /** The part of that name, which must be there. */
    Part part(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * An archive that another goes on from.
     *
     * @param id        of it
     * @param createdAt when it was written
     * @param sha256    checksum of its manifest, hexadecimal, and so of all of it
     */
    public record Base(UUID id, Instant createdAt, String sha256) {}

    /**
     * A file in the archive.
     *
     * @param name    with its folder
     * @param bytes   unpacked
     * @param lines   one a node, edge or row
     * @param sha256  checksum of the unpacked bytes, hexadecimal
     * @param columns of a table; empty for the graph
     */
    public record Part(String name, long bytes, long lines, String sha256, List<String> columns) {

        private static final String FOLDER = "tables/";
        private static final String SUFFIX = ".copy";

        /** Large properties of capsules. */
        static final String DETAILS = "graph/details.jsonl";

        /** All nodes, those first that others need. */
        static final String NODES = "graph/nodes.jsonl";

        /** All edges but those between a capsule and its columns, which follow from the nodes. */
        static final String EDGES = "graph/edges.jsonl";

        /** What the catalog has, see {@link CatalogState}; since format 2. */
        static final String STATE = "state.jsonl";

        /** Copies what could be changed from outside. */
        public Part {
            columns = List.copyOf(columns);
        }

        /** The file of a table. */
        static String ofTable(String table) {
            return FOLDER + table + SUFFIX;
        }

        /** Whether it holds a table. */
        boolean isTable() {
            return name.startsWith(FOLDER);
        }

        /** The table that it holds. */
        String table() {
            return name.substring(FOLDER.length(), name.length() - SUFFIX.length());
        }

        /** Whether an archive can have a file of that name. */
        static boolean isName(String name) {
            return name.equals(DETAILS)
                    || name.equals(NODES)
                    || name.equals(EDGES)
                    || name.equals(STATE)
                    || name.matches("tables/[a-z][a-z0-9_]{0,62}\\.copy");
        }
    }
}
