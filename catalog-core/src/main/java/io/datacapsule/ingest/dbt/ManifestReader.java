package io.datacapsule.ingest.dbt;

import io.datacapsule.model.CapsuleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a manifest of any version: one section after the other in whatever order they come. Use once. */
final class ManifestReader {

    private static final int STEP = 200;
    private static final int LONGEST_KIND = 40;

    private final NodeReader nodeReader;
    private final LongConsumer progress;
    private final Map<String, ManifestNode> nodes = new LinkedHashMap<>();
    private final List<ManifestNode> tests = new ArrayList<>();
    private final Map<String, @Nullable Object> groups = new HashMap<>();
    private final Set<String> packages = new HashSet<>();
    private final Map<String, String> leftOut = new HashMap<>();
    private final List<String> macros = new ArrayList<>();
    private ArtifactMetadata metadata = ArtifactMetadata.NONE;

    /** {@code progress} hears how many bytes were read. */
    ManifestReader(ColumnRole.ByName roles, LongConsumer progress) {
        this.nodeReader = new NodeReader(roles);
        this.progress = progress;
    }

    Manifest read(JsonCursor in) {
        boolean hasMetadata = false;
        boolean hasNodes = false;
        for (String section = in.nextName(); section != null; section = in.nextName()) {
            switch (section) {
                case "metadata" -> {
                    hasMetadata = true;
                    metadata = ArtifactMetadata.read(in, ArtifactKind.MANIFEST);
                }
                case "nodes" -> {
                    hasNodes = true;
                    readNodes(in, "nodes", "model");
                }
                case "sources" -> readNodes(in, section, "source");
                case "exposures" -> readNodes(in, section, "exposure");
                case "unit_tests" -> readNodes(in, section, "unit_test");
                case "groups" -> readGroups(in);
                case "disabled" -> readDisabled(in);
                case "macros" -> readMacros(in);
                case "metrics", "semantic_models", "saved_queries", "functions" -> readLeftOut(in, section);
                default -> in.skip();
            }
        }
        if (!hasNodes) {
            throw in.error(
                    hasMetadata ? ArtifactErrors.INVALID : ArtifactErrors.WRONG_KIND,
                    "this is not a manifest: it has no 'nodes'");
        }
        if (!hasMetadata) {
            in.warn("unknown_schema_version", "Tried nevertheless: the manifest has no 'metadata'");
        }
        return new Manifest(metadata, nodes, tests, groups, packages, leftOut, macros);
    }

    private void readNodes(JsonCursor in, String section, String usualType) {
        if (!enterSection(in, section.equals("nodes"))) {
            return;
        }
        int count = 0;
        for (String id = in.nextName(); id != null; id = in.nextName()) {
            if (!in.atObject()) {
                in.warn("invalid_node", "Left out: an object belongs here, not " + in.found());
                in.skip();
                continue;
            }
            take(in, nodeReader.read(in, in.share(in.wellFormed(id)), typeOf(id, usualType)));
            if (++count % STEP == 0) {
                progress.accept(in.bytesRead());
            }
        }
    }

    private void take(JsonCursor in, ManifestNode node) {
        if (node.packageName == null) {
            node.packageName = packageOf(node.uniqueId);
        }
        String idType = typeOf(node.uniqueId, node.resourceType);
        if (node.file() == null && typeOfCapsule(idType) != null) {
            node.resourceType = idType; // A seed of another project comes as a model here.
        }
        boolean test = node.resourceType.equals("test") || node.resourceType.equals("unit_test");
        if (!node.enabled) {
            leaveOut(in, node.uniqueId, node.path, "disabled");
        } else if (test) {
            notePackage(node);
            tests.add(node);
        } else if (typeOfCapsule(node.resourceType) == null) {
            notePackage(node);
            leaveOut(in, node.uniqueId, node.path, kind(node.resourceType));
        } else if (node.name == null || !namesFit(node)) {
            leftOut.put(node.uniqueId, "invalid");
            String why =
                    node.name == null ? "it has no name" : "a name is longer than " + Names.LONGEST + " characters";
            in.warn("invalid_node", node.path, "Left out: " + why);
        } else {
            notePackage(node);
            if (nodes.put(node.uniqueId, node) != null) {
                in.warn("duplicate_node", node.path, "The last of several nodes of this id is taken");
            }
        }
    }

    private static boolean namesFit(ManifestNode node) {
        return Names.fits(node.name)
                && Names.fits(node.schema)
                && Names.fits(node.sourceName)
                && Names.fits(node.packageName)
                && Names.fits(node.version)
                && Names.fits(node.uniqueId);
    }

    private void notePackage(ManifestNode node) {
        if (node.packageName != null) {
            packages.add(node.packageName);
        }
    }

    private void readGroups(JsonCursor in) {
        if (!enterSection(in, false)) {
            return;
        }
        for (String id = in.nextName(); id != null; id = in.nextName()) {
            if (!in.enterObject()) {
                continue;
            }
            String name = null;
            Object owner = null;
            for (String field = in.nextName(); field != null; field = in.nextName()) {
                switch (field) {
                    case "name" -> name = in.text();
                    case "owner" -> owner = in.value();
                    default -> in.skip();
                }
            }
            if (name != null) {
                groups.putIfAbsent(name, owner);
                groups.put(packageOf(id) + "." + name, owner);
            }
        }
    }

    /** A map of unique ids to lists of nodes, or, up to version 3, a list of nodes. */
    private void readDisabled(JsonCursor in) {
        if (in.atArray()) {
            while (in.nextElement()) {
                disabledNode(in, null);
            }
        } else if (enterSection(in, false)) {
            for (String id = in.nextName(); id != null; id = in.nextName()) {
                if (in.atArray()) {
                    while (in.nextElement()) {
                        disabledNode(in, id);
                    }
                } else {
                    disabledNode(in, id);
                }
            }
        }
    }

    private void disabledNode(JsonCursor in, @Nullable String key) {
        String path = in.path();
        if (!in.enterObject()) {
            return;
        }
        String id = key;
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            if (field.equals("unique_id") && key == null) {
                id = in.text();
            } else {
                in.skip();
            }
        }
        leaveOut(in, id == null ? path : id, path, "disabled");
    }

    private void readMacros(JsonCursor in) {
        if (!enterSection(in, false)) {
            return;
        }
        for (String id = in.nextName(); id != null; id = in.nextName()) {
            macros.add(id);
            String owner = packageOf(id);
            if (owner != null) {
                packages.add(owner);
            }
            in.skip();
        }
    }

    private void readLeftOut(JsonCursor in, String section) {
        if (!enterSection(in, false)) {
            return;
        }
        String kind = section.equals("saved_queries") ? "saved_query" : section.substring(0, section.length() - 1);
        for (String id = in.nextName(); id != null; id = in.nextName()) {
            String path = in.path();
            in.skip();
            leaveOut(in, id, path, kind);
        }
    }

    private void leaveOut(JsonCursor in, String id, String path, String kind) {
        leftOut.put(id, kind);
        String article = "aeio".indexOf(kind.charAt(0)) < 0 ? "a " : "an ";
        String what = kind.equals("disabled") ? "it is disabled" : article + kind.replace('_', ' ') + " is no dataset";
        in.warn("left_out_" + kind, path, "Left out: " + what + " (" + id + ")");
    }

    private static boolean enterSection(JsonCursor in, boolean required) {
        if (in.atObject()) {
            return true;
        }
        if (required || !in.atNull()) {
            throw in.error(ArtifactErrors.INVALID, "an object belongs here, not " + in.found());
        }
        return false;
    }

    static @Nullable CapsuleType typeOfCapsule(String resourceType) {
        return switch (resourceType) {
            case "model" -> CapsuleType.MODEL;
            case "seed" -> CapsuleType.SEED;
            case "snapshot" -> CapsuleType.SNAPSHOT;
            case "source" -> CapsuleType.SOURCE;
            case "exposure" -> CapsuleType.EXPOSURE;
            case "analysis" -> CapsuleType.ANALYSIS;
            default -> null;
        };
    }

    /** A resource type as a word of a warning's code. */
    private static String kind(String resourceType) {
        String word = resourceType.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return word.length() > LONGEST_KIND || word.equals("_") ? "node" : word;
    }

    private static String typeOf(String uniqueId, String otherwise) {
        int dot = uniqueId.indexOf('.');
        return dot <= 0 ? otherwise : uniqueId.substring(0, dot);
    }

    private static @Nullable String packageOf(String uniqueId) {
        int first = uniqueId.indexOf('.');
        int second = first < 0 ? -1 : uniqueId.indexOf('.', first + 1);
        return second < 0 ? null : uniqueId.substring(first + 1, second);
    }
}
