package io.datacapsule.ingest.dbt;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.FileSchema;
import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.ToldLineage;
import io.datacapsule.ingest.ToldLineage.Told;
import io.datacapsule.ingest.ToldLineage.Use;
import io.datacapsule.ingest.dbt.CapsuleNames.Identity;
import io.datacapsule.model.InvalidArtifactException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Reads the Parquet file {@code dbt.column_lineage} that dbt 2 writes with {@code --generate-info-schema --static-analysis
 * strict}: one row for each pair of columns, of evolution {@code copy}, {@code mod} or {@code scan}. Its previews named the
 * columns in another way. A dataset with rows of another evolution is left to its SQL, with a warning.
 */
final class ColumnLineageReader {

    private static final String STAGE = "reading column lineage";
    private static final int STEP = 10_000;
    private static final int MOST_BYTES = 256 << 20;
    private static final Map<String, Use> EVOLUTIONS = Map.of("copy", Use.COPIED, "mod", Use.CHANGED, "scan", Use.READ);
    private static final String AT = "ingested_at";

    /** The names of the columns, in the order of child, its column, parent, its column, evolution. */
    private static final List<List<String>> NAMES = List.of(
            List.of(
                    "child_node_unique_id",
                    "child_column_name",
                    "parent_node_unique_id",
                    "parent_column_name",
                    "evolution"),
            List.of("to_node_unique_id", "to_column_name", "from_node_unique_id", "from_column_name", "lineage_kind"));

    private final Map<String, Identity> identities;
    private final Warnings warnings;
    private final TextPool pool = new TextPool();
    private final Map<String, ToldRows> told = new LinkedHashMap<>();
    private final Map<String, Integer> unknownNodes = new TreeMap<>();
    private final Map<String, Set<String>> unknownKinds = new TreeMap<>();

    ColumnLineageReader(Map<String, Identity> identities, Warnings warnings) {
        this.identities = identities;
        this.warnings = warnings;
    }

    /**
     * The lineage of each capsule of which there is some, by URN.
     *
     * @throws InvalidArtifactException if the file is no such table
     */
    Map<String, ToldLineage> read(Artifact artifact, IngestProgress progress) {
        if (!Files.isRegularFile(artifact.file())) {
            throw ArtifactErrors.notReadable(artifact, "the file does not exist");
        }
        try (HardwoodContext context = HardwoodContext.create(1);
                ParquetFileReader file = ParquetFileReader.open(InputFile.of(bytes(artifact)), context)) {
            FileSchema schema = file.getFileSchema();
            List<String> names = names(schema, artifact);
            boolean timed = timed(schema);
            Stream<String> wanted = timed ? Stream.concat(names.stream(), Stream.of(AT)) : names.stream();
            ColumnProjection columns = ColumnProjection.columns(wanted.toArray(String[]::new));
            try (RowReader row = file.buildRowReader().projection(columns).build()) {
                rows(row, names, timed, file.getFileMetaData().numRows(), progress);
            }
        } catch (InvalidArtifactException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError e) {
            throw ArtifactErrors.notReadable(artifact, "cannot be read as Parquet: " + e);
        }
        return result();
    }

    /**
     * The file in memory. Mapped instead, a file that somebody cuts while it is read would end the whole process, and the library
     * reads ahead in threads that may outlive their reader.
     */
    private static ByteBuffer bytes(Artifact artifact) throws IOException {
        try (InputStream in = Files.newInputStream(artifact.file())) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw ArtifactErrors.notReadable(artifact, "it is larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            return ByteBuffer.wrap(bytes);
        }
    }

    private void rows(RowReader row, List<String> names, boolean timed, long expected, IngestProgress progress) {
        for (long done = 0; row.hasNext(); done++) {
            row.next();
            if (done % STEP == 0) {
                progress.at(STAGE, done, expected);
            }
            String child = text(row, names.get(0));
            Identity identity = identities.get(child);
            Use use = EVOLUTIONS.get(text(row, names.get(4)));
            if (identity == null) {
                unknownNodes.merge(child, 1, Integer::sum);
            } else if (use == null) {
                unknownKinds
                        .computeIfAbsent(text(row, names.get(4)), kind -> new HashSet<>())
                        .add(identity.urn());
            } else if (!identity.external()) {
                add(identity.urn(), row, names, use, timed);
            }
        }
    }

    private void add(String urn, RowReader row, List<String> names, Use use, boolean timed) {
        ToldRows rows = told.computeIfAbsent(urn, key -> new ToldRows());
        String parent = text(row, names.get(2));
        Identity from = identities.get(parent);
        rows.add(
                new Told(
                        use == Use.READ ? "" : text(row, names.get(1)),
                        from == null ? parent : from.urn(),
                        text(row, names.get(3)),
                        use),
                timed && !row.isNull(AT) ? row.getTimestamp(AT) : null);
    }

    private String text(RowReader row, String column) {
        String text = row.isNull(column) ? null : row.getString(column);
        return text == null ? "" : pool.share(text);
    }

    private Map<String, ToldLineage> result() {
        unknownNodes.forEach((node, rows) -> warnings.warn(
                "unknown_lineage_node", node, "Left out: the manifest has no such dataset (" + rows + " rows)"));
        unknownKinds.forEach((kind, urns) -> {
            warnings.warn(
                    "unknown_lineage_kind",
                    "$",
                    "The evolution '" + kind + "' is not known here; " + urns.size()
                            + " datasets that have it are derived from their SQL");
            urns.forEach(told::remove);
        });
        Map<String, ToldLineage> result = new HashMap<>();
        told.forEach((urn, rows) -> result.put(urn, rows.lineage()));
        return result;
    }

    private static List<String> names(FileSchema schema, Artifact artifact) {
        List<String> found =
                schema.getColumns().stream().map(ColumnSchema::name).toList();
        return NAMES.stream()
                .filter(found::containsAll)
                .findFirst()
                .orElseThrow(() -> ArtifactErrors.at(
                        ArtifactErrors.WRONG_KIND,
                        "this is not the column lineage of dbt: it has the columns " + String.join(", ", found)
                                + ", not " + String.join(", ", NAMES.getFirst()),
                        artifact.name(),
                        "$",
                        0,
                        0));
    }

    private static boolean timed(FileSchema schema) {
        return schema.getColumns().stream()
                .filter(column -> column.name().equals(AT))
                .map(ColumnSchema::logicalType)
                .anyMatch(type -> type instanceof LogicalType.TimestampType);
    }
}
