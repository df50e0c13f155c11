package io.datacapsule.ingest.dbt;

import io.datacapsule.ingest.infer.Meta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a manifest as far as it is wanted: filled by {@link NodeReader} while its JSON goes by, read-only afterwards. */
final class ManifestNode {

    final String uniqueId;
    /** Where in the manifest it stands. */
    final String path;

    String resourceType;

    @Nullable
    String name;

    @Nullable
    String packageName;

    @Nullable
    String filePath;

    @Nullable
    String originalFilePath;

    @Nullable
    String database;

    @Nullable
    String schema;

    /** What the table is called in the warehouse. */
    @Nullable
    String identifier;

    @Nullable
    String sourceName;

    @Nullable
    String description;

    @Nullable
    String version;

    @Nullable
    String language;

    @Nullable
    String access;

    @Nullable
    String group;

    @Nullable
    String materialized;

    @Nullable
    String rawCode;

    @Nullable
    String compiledCode;

    @Nullable
    Object owner;

    @Nullable
    String type;

    @Nullable
    String url;

    @Nullable
    String maturity;

    @Nullable
    String label;

    @Nullable
    Object constraints;

    Meta configMeta = Meta.NONE;
    Meta meta = Meta.NONE;
    Meta sourceMeta = Meta.NONE;
    List<String> tags = List.of();
    List<String> configTags = List.of();
    List<String> dependsOn = List.of();
    List<ManifestColumn> columns = List.of();
    boolean enabled = true;
    boolean contractEnforced;

    /** Of tests: what they test. */
    @Nullable
    String testedNode;

    @Nullable
    String testedModel;

    @Nullable
    String testedColumn;

    ManifestNode(String uniqueId, String resourceType, String path) {
        this.uniqueId = uniqueId;
        this.resourceType = resourceType;
        this.path = path;
    }

    /** Whether another project defines it and this manifest only refers to it. */
    boolean foreignTo(String rootPackage) {
        return packageName != null && !packageName.equals(rootPackage) && filePath == null && originalFilePath == null;
    }

    @Nullable
    String file() {
        return originalFilePath == null ? filePath : originalFilePath;
    }
}
