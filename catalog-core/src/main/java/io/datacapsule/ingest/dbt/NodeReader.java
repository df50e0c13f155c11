package io.datacapsule.ingest.dbt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one node of a manifest, whatever version wrote it: every name that a property ever had is understood. */
final class NodeReader {

    private final ColumnReader columns;

    NodeReader(ColumnRole.ByName roles) {
        columns = new ColumnReader(roles);
    }

    /** Reads the object that stands at the cursor. */
    ManifestNode read(JsonCursor in, String uniqueId, String resourceType) {
        ManifestNode node = new ManifestNode(uniqueId, resourceType, in.path());
        boolean test = uniqueId.startsWith("test.") || uniqueId.startsWith("unit_test.");
        in.enterObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (!(test ? readTest(in, node, name) : readContent(in, node, name)) && !readCommon(in, node, name)) {
                in.skip();
            }
        }
        return node;
    }

    private static boolean readCommon(JsonCursor in, ManifestNode node, String name) {
        switch (name) {
            case "resource_type" -> {
                String type = in.shared();
                node.resourceType = type == null ? node.resourceType : type;
            }
            case "name" -> node.name = in.text();
            case "package_name" -> node.packageName = in.shared();
            case "path" -> node.filePath = in.text();
            case "original_file_path" -> node.originalFilePath = in.shared();
            case "version" -> node.version = in.shared();
            case "depends_on" -> node.dependsOn = dependsOn(in);
            case "config" -> readConfig(in, node);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean readTest(JsonCursor in, ManifestNode node, String name) {
        switch (name) {
            case "attached_node", "tested_node_unique_id" -> node.testedNode = or(in.shared(), node.testedNode);
            case "column_name" -> node.testedColumn = or(in.shared(), node.testedColumn);
            case "model" -> node.testedModel = or(in.shared(), node.testedModel);
            case "test_metadata" -> readTestMetadata(in, node);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean readContent(JsonCursor in, ManifestNode node, String name) {
        switch (name) {
            case "database" -> node.database = in.shared();
            case "schema" -> node.schema = in.shared();
            case "alias", "identifier" -> node.identifier = or(in.text(), node.identifier);
            case "relation_name" -> node.identifier = or(node.identifier, Names.lastPart(in.text()));
            case "source_name" -> node.sourceName = in.shared();
            case "description" -> node.description = in.text();
            case "columns" -> node.columns = columns.read(in);
            case "raw_code", "raw_sql", "raw" -> node.rawCode = or(in.text(), node.rawCode);
            case "compiled_code", "compiled_sql" -> node.compiledCode = or(in.text(), node.compiledCode);
            case "injected_sql" -> node.compiledCode = or(node.compiledCode, in.text());
            case "tags" -> node.tags = in.texts();
            case "meta" -> node.meta = in.meta();
            case "source_meta" -> node.sourceMeta = in.meta();
            case "language" -> node.language = in.shared();
            case "access" -> node.access = or(in.shared(), node.access);
            case "group" -> node.group = or(in.shared(), node.group);
            case "contract" -> node.contractEnforced |= enforced(in);
            case "owner" -> node.owner = in.value();
            case "type" -> node.type = in.shared();
            case "url" -> node.url = in.text();
            case "maturity" -> node.maturity = in.shared();
            case "label" -> node.label = in.text();
            case "constraints" -> node.constraints = in.value();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void readConfig(JsonCursor in, ManifestNode node) {
        if (!in.enterObject()) {
            return;
        }
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "enabled" -> node.enabled = in.flag(true);
                case "materialized" -> node.materialized = in.shared();
                case "meta" -> node.configMeta = in.meta();
                case "tags" -> node.configTags = in.texts();
                case "group" -> node.group = or(node.group, in.shared());
                case "access" -> node.access = or(node.access, in.shared());
                case "contract" -> node.contractEnforced |= enforced(in);
                default -> in.skip();
            }
        }
    }

    private static boolean enforced(JsonCursor in) {
        boolean enforced = false;
        if (in.enterObject()) {
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                if (name.equals("enforced")) {
                    enforced = in.flag(false);
                } else {
                    in.skip();
                }
            }
        }
        return enforced;
    }

    private static List<String> dependsOn(JsonCursor in) {
        if (in.atArray()) {
            return in.texts();
        }
        List<String> nodes = List.of();
        if (in.enterObject()) {
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                if (name.equals("nodes")) {
                    nodes = in.texts();
                } else {
                    in.skip();
                }
            }
        }
        return nodes;
    }

    private static void readTestMetadata(JsonCursor in, ManifestNode node) {
        if (!in.enterObject()) {
            return;
        }
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (!name.equals("kwargs")) {
                in.skip();
            } else if (in.enterObject()) {
                for (String key = in.nextName(); key != null; key = in.nextName()) {
                    switch (key) {
                        case "column_name" -> node.testedColumn = or(node.testedColumn, in.shared());
                        case "model" -> node.testedModel = or(node.testedModel, in.shared());
                        default -> in.skip();
                    }
                }
            }
        }
    }

    private static @Nullable String or(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
