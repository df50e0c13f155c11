package io.datacapsule.ingest.dbt;

import io.datacapsule.ingest.infer.Meta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the columns that a manifest lists under a node. */
final class ColumnReader {

    private final ColumnRole.ByName roles;

    ColumnReader(ColumnRole.ByName roles) {
        this.roles = roles;
    }

    /** Reads the columns that stand at the cursor, in their order, each name once. */
    List<ManifestColumn> read(JsonCursor in) {
        if (!in.enterObject()) {
            return List.of();
        }
        List<ManifestColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String key = in.nextName(); key != null; key = in.nextName()) {
            ManifestColumn column = in.enterObject() ? new Draft(key).read(in, roles) : null;
            if (column == null) {
                continue;
            }
            if (names.add(column.name())) {
                columns.add(column);
            } else {
                in.warn("duplicate_column", "Left out: the column '" + column.name() + "' is listed before");
            }
        }
        return List.copyOf(columns);
    }

    /** A column while its JSON goes by. */
    private static final class Draft {

        private String name;
        private @Nullable String dataType;
        private @Nullable String description;
        private Meta meta = Meta.NONE;
        private Meta configMeta = Meta.NONE;
        private List<String> tags = List.of();

        Draft(String name) {
            this.name = name;
        }

        @Nullable
        ManifestColumn read(JsonCursor in, ColumnRole.ByName roles) {
            for (String field = in.nextName(); field != null; field = in.nextName()) {
                switch (field) {
                    case "name" -> {
                        String given = in.shared();
                        name = given == null ? name : given;
                    }
                    case "data_type" -> dataType = in.shared();
                    case "description" -> description = in.shared();
                    case "meta" -> meta = in.meta();
                    case "tags" -> tags = Names.tags(tags, in.texts());
                    case "config" -> readConfig(in);
                    default -> in.skip();
                }
            }
            if (name.isEmpty() || !Names.fits(name)) {
                in.warn("invalid_column", "Left out: a column without a name or with one that is too long");
                return null;
            }
            String shared = in.share(in.wellFormed(name));
            Meta merged = meta.under(configMeta);
            String json =
                    merged.values().isEmpty() ? null : JsonText.bounded(in.warnings(), in.path(), merged.values());
            return new ManifestColumn(
                    shared,
                    dataType,
                    description,
                    json == null ? null : in.share(json),
                    tags,
                    roles.of(shared, tags, merged));
        }

        private void readConfig(JsonCursor in) {
            if (!in.enterObject()) {
                return;
            }
            for (String field = in.nextName(); field != null; field = in.nextName()) {
                switch (field) {
                    case "meta" -> configMeta = in.meta();
                    case "tags" -> tags = Names.tags(tags, in.texts());
                    default -> in.skip();
                }
            }
        }
    }
}
