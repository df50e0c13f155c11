package io.datacapsule.ingest.dbt;

import io.datacapsule.ingest.dbt.CatalogTable.CatalogColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a catalog. Use once. */
final class CatalogReader {

    private static final int STEP = 200;

    private final LongConsumer progress;
    private final Map<String, CatalogTable> tables = new HashMap<>();
    private ArtifactMetadata metadata = ArtifactMetadata.NONE;

    /** {@code progress} hears how many bytes were read. */
    CatalogReader(LongConsumer progress) {
        this.progress = progress;
    }

    Catalog read(JsonCursor in) {
        boolean hasNodes = false;
        for (String section = in.nextName(); section != null; section = in.nextName()) {
            switch (section) {
                case "metadata" -> metadata = ArtifactMetadata.read(in, ArtifactKind.CATALOG);
                case "nodes", "sources" -> {
                    hasNodes |= section.equals("nodes");
                    readTables(in);
                }
                default -> in.skip();
            }
        }
        if (!hasNodes) {
            throw in.error(ArtifactErrors.INVALID, "this is not a catalog: it has no 'nodes'");
        }
        return new Catalog(metadata, tables);
    }

    private void readTables(JsonCursor in) {
        if (in.atNull()) {
            return;
        }
        if (!in.atObject()) {
            throw in.error(ArtifactErrors.INVALID, "an object belongs here, not " + in.found());
        }
        int count = 0;
        for (String id = in.nextName(); id != null; id = in.nextName()) {
            CatalogTable table = in.enterObject() ? readTable(in) : null;
            if (table != null) {
                tables.put(in.wellFormed(id), table);
            }
            if (++count % STEP == 0) {
                progress.accept(in.bytesRead());
            }
        }
    }

    private static @Nullable CatalogTable readTable(JsonCursor in) {
        List<CatalogColumn> columns = List.of();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            if (field.equals("columns")) {
                columns = readColumns(in);
            } else {
                in.skip();
            }
        }
        return columns.isEmpty() ? null : new CatalogTable(columns);
    }

    private static List<CatalogColumn> readColumns(JsonCursor in) {
        List<CatalogColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (in.enterObject()) {
            for (String key = in.nextName(); key != null; key = in.nextName()) {
                CatalogColumn column = in.enterObject() ? readColumn(in, key) : null;
                if (column != null && names.add(column.name())) {
                    columns.add(column);
                }
            }
        }
        boolean fromZero = columns.stream().anyMatch(column -> column.ordinal() == 0);
        columns.replaceAll(column -> new CatalogColumn(
                column.name(),
                column.type(),
                column.ordinal() < 0 ? 0 : column.ordinal() + (fromZero ? 1 : 0),
                column.comment()));
        columns.sort(Comparator.comparingInt(column -> column.ordinal() == 0 ? Integer.MAX_VALUE : column.ordinal()));
        return List.copyOf(columns);
    }

    /** A column whose ordinal is as written, -1 if there is none. */
    private static @Nullable CatalogColumn readColumn(JsonCursor in, String key) {
        String name = key;
        String type = null;
        String comment = null;
        int ordinal = -1;
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            switch (field) {
                case "name" -> {
                    String given = in.text();
                    name = given == null ? name : given;
                }
                case "type" -> type = in.shared();
                case "comment" -> comment = in.shared();
                case "index" -> ordinal = in.ordinal();
                default -> in.skip();
            }
        }
        if (name.isEmpty() || !Names.fits(name)) {
            in.warn("invalid_column", "Left out: a column without a name or with one that is too long");
            return null;
        }
        return new CatalogColumn(in.share(in.wellFormed(name)), type, ordinal, comment);
    }
}
