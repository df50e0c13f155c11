package io.datacapsule.ingest.dbt;

import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.ingest.dbt.CapsuleNames.Identity;
import io.datacapsule.ingest.infer.DomainRules;
import io.datacapsule.ingest.infer.LayerRules;
import io.datacapsule.ingest.infer.Meta;
import io.datacapsule.ingest.infer.OwnerMention;
import io.datacapsule.ingest.infer.OwnerRules;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Column;
import io.datacapsule.model.LineageState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the capsules of a project from all that its artifacts say about one node at a time. */
final class ProjectGraph {

    private final Manifest manifest;
    private final Map<String, Identity> identities;
    private final Catalog catalog;
    private final Map<String, Instant> written;
    private final TestCounts tests;
    private final Warnings warnings;
    private final ColumnMerge columnMerge;
    private final NodeDetails nodeDetails;
    private final ColumnRole.ByName roles;
    private final List<String> assertedBy;
    private final Map<String, String> ownerEmails = new HashMap<>();

    ProjectGraph(
            Manifest manifest,
            Map<String, Identity> identities,
            Catalog catalog,
            Map<String, Instant> written,
            ColumnRole.ByName roles,
            String source,
            Warnings warnings) {
        this.manifest = manifest;
        this.identities = identities;
        this.catalog = catalog;
        this.written = written;
        this.tests = TestCounts.of(manifest, warnings);
        this.warnings = warnings;
        this.columnMerge = new ColumnMerge(warnings);
        this.nodeDetails = new NodeDetails(warnings);
        this.roles = roles;
        this.assertedBy = List.of(source);
    }

    /** Addresses of the owners of the capsules made so far; the first told of each counts. */
    Map<String, String> ownerEmails() {
        return ownerEmails;
    }

    /** The capsule of a node and all that belongs to it. */
    AssertedCapsule capsule(ManifestNode node) {
        Identity identity = identity(node.uniqueId);
        CatalogTable table = identity.external() ? null : catalog.tables().get(node.uniqueId);
        List<String> tags = Names.tags(node.tags, node.configTags);
        CapsuleDetails details = identity.external() ? null : nodeDetails.of(node, identity.urn());
        Map<String, List<String>> columnTags = new HashMap<>();
        List<Column> columns = identity.external() ? List.of() : columns(node, identity.urn(), table, columnTags);
        return new AssertedCapsule(
                properties(node, identity, tags, details, table != null),
                details,
                columns,
                table != null,
                details != null && details.compiledSql() != null,
                upstream(node, identity.urn()),
                tags,
                columnTags);
    }

    private Capsule properties(
            ManifestNode node,
            Identity identity,
            List<String> tags,
            @Nullable CapsuleDetails details,
            boolean columnsKnown) {
        CapsuleType type = Objects.requireNonNull(ManifestReader.typeOfCapsule(node.resourceType));
        String ownName = node.name == null ? identity.name() : node.name;
        List<Meta> meta = List.of(node.configMeta, node.meta, node.sourceMeta);
        boolean compiled = details != null && details.compiledSql() != null;
        return new Capsule(
                identity.urn(),
                identity.name(),
                type,
                "dbt",
                identity.project(),
                node.database,
                node.schema,
                LayerRules.layer(type, ownName, node.file(), tags, meta).orElse(null),
                node.materialized,
                node.description,
                DomainRules.domain(meta, tags, node.group, node.file())
                        .filter(Names::fits)
                        .orElse(null),
                owner(meta, node),
                tests.onNode(node.uniqueId),
                node.uniqueId,
                node.packageName,
                node.file(),
                node.version,
                language(node, type),
                node.access,
                node.group,
                node.contractEnforced,
                identity.external(),
                null,
                null,
                written.get(node.uniqueId),
                columnsKnown ? catalog.metadata().generatedAt() : null,
                compiled ? manifest.metadata().generatedAt() : null,
                details == null ? null : NodeDetails.checksum(details),
                identity.name().equals(node.identifier) ? null : node.identifier,
                LineageState.UNKNOWN,
                assertedBy);
    }

    private List<Column> columns(
            ManifestNode node, String urn, @Nullable CatalogTable table, Map<String, List<String>> columnTags) {
        List<ColumnMerge.Pair> pairs = columnMerge.merge(node, table);
        List<Column> columns = new ArrayList<>(pairs.size());
        for (ColumnMerge.Pair pair : pairs) {
            columns.add(column(node, urn, pair));
            if (pair.manifest() != null && !pair.manifest().tags().isEmpty()) {
                columnTags.put(pair.name(), pair.manifest().tags());
            }
        }
        return columns;
    }

    private Column column(ManifestNode node, String urn, ColumnMerge.Pair pair) {
        ManifestColumn described = pair.manifest();
        CatalogTable.CatalogColumn known = pair.catalog();
        ColumnRole role = described == null ? roles.of(pair.name()) : described.role();
        String type = known == null ? null : known.type();
        String origin = described == null ? "catalog" : known == null ? "manifest" : "both";
        String comment = known == null ? null : known.comment();
        return new Column(
                urn,
                pair.name(),
                type == null && described != null ? described.dataType() : type,
                pair.ordinal(),
                described == null ? comment : described.description(),
                role.semanticType(),
                role.piiType(),
                role.piiDetectedBy(),
                tests.onColumn(node.uniqueId, pair.name()),
                origin,
                described == null ? null : described.meta(),
                assertedBy);
    }

    private List<String> upstream(ManifestNode node, String urn) {
        Set<String> upstream = new LinkedHashSet<>();
        for (String id : node.dependsOn) {
            Identity identity = identities.get(id);
            if (identity == null) {
                String kind = manifest.leftOut().get(id);
                String why = kind == null ? "is not in the manifest" : "was left out (" + kind + ")";
                warnings.warn("unknown_dependency", node.path + ".depends_on", "Left out: '" + id + "' " + why);
            } else if (identity.urn().equals(urn)) {
                warnings.warn("self_dependency", node.path + ".depends_on", "Left out: it depends on itself");
            } else {
                upstream.add(identity.urn());
            }
        }
        return List.copyOf(upstream);
    }

    private @Nullable String owner(List<Meta> meta, ManifestNode node) {
        OwnerMention owner = OwnerRules.owner(meta, groupOwner(node), node.owner)
                .filter(mention -> Names.fits(mention.name()))
                .orElse(null);
        if (owner == null) {
            return null;
        }
        if (owner.email() != null) {
            ownerEmails.putIfAbsent(owner.name(), owner.email());
        }
        return owner.name();
    }

    private @Nullable Object groupOwner(ManifestNode node) {
        if (node.group == null) {
            return null;
        }
        Object owner = manifest.groups().get(node.packageName + "." + node.group);
        return owner == null ? manifest.groups().get(node.group) : owner;
    }

    private static @Nullable String language(ManifestNode node, CapsuleType type) {
        if (node.language != null || type == CapsuleType.SOURCE || type == CapsuleType.EXPOSURE) {
            return node.language;
        }
        String file = node.file();
        if (file != null && file.endsWith(".py")) {
            return "python";
        }
        return type == CapsuleType.SEED ? null : "sql";
    }

    private Identity identity(String uniqueId) {
        return Objects.requireNonNull(identities.get(uniqueId));
    }
}
