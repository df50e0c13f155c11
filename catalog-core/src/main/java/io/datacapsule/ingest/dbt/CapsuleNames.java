package io.datacapsule.ingest.dbt;

import io.datacapsule.model.Urn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives every node the name and URN by which it is known for good: {@code urn:dcs:dbt:{type}:{project}.{schema}:{name}}, with
 * the name of the source in place of the schema for a source, {@code exposures} for an exposure and {@code analyses} for an
 * analysis. A versioned model is {@code {name}@v{version}}. Where two nodes would share a URN the one of the root package keeps it;
 * the others, in the order of their unique ids, are {@code {name}@{package}} or else {@code {name}@{unique id}}.
 */
final class CapsuleNames {

    /** What a node is called. */
    record Identity(String urn, String name, String project, boolean external) {}

    private final RootProject root;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Identity> identities = new HashMap<>();

    private CapsuleNames(RootProject root) {
        this.root = root;
    }

    /** The identities of all nodes by unique id; nodes must have names. */
    static Map<String, Identity> of(Iterable<ManifestNode> nodes, RootProject root) {
        CapsuleNames names = new CapsuleNames(root);
        Map<String, List<ManifestNode>> rivals = new TreeMap<>();
        for (ManifestNode node : nodes) {
            rivals.computeIfAbsent(names.urn(node, plainName(node)), urn -> new ArrayList<>(1))
                    .add(node);
        }
        List<ManifestNode> losers = new ArrayList<>();
        rivals.forEach((urn, nodesOfUrn) -> names.settle(urn, nodesOfUrn, losers));
        losers.sort(Comparator.comparing(node -> node.uniqueId));
        losers.forEach(names::rename);
        return names.identities;
    }

    private void settle(String urn, List<ManifestNode> rivals, List<ManifestNode> losers) {
        ManifestNode keeper = rivals.getFirst();
        if (rivals.size() > 1) {
            keeper = rivals.stream()
                    .filter(node -> root.packageName().equals(node.packageName))
                    .min(Comparator.comparing(node -> node.uniqueId))
                    .orElse(null);
        }
        for (ManifestNode node : rivals) {
            if (node == keeper) {
                take(node, urn, plainName(node));
            } else {
                losers.add(node);
            }
        }
    }

    private void rename(ManifestNode node) {
        String plain = plainName(node);
        String name = plain + "@" + node.packageName;
        String urn = urn(node, name);
        if (taken.contains(urn)) {
            name = plain + "@" + node.uniqueId;
            urn = urn(node, name);
        }
        for (int i = 2; taken.contains(urn); i++) {
            name = plain + "@" + node.uniqueId + "@" + i;
            urn = urn(node, name);
        }
        take(node, urn, name);
    }

    private void take(ManifestNode node, String urn, String name) {
        taken.add(urn);
        identities.put(node.uniqueId, new Identity(urn, name, project(node), external(node)));
    }

    private String urn(ManifestNode node, String name) {
        String project = project(node);
        String group = namespace(node);
        return group == null
                ? Urn.capsule("dbt", node.resourceType, name, project)
                : Urn.capsule("dbt", node.resourceType, name, project, group);
    }

    private static @Nullable String namespace(ManifestNode node) {
        return switch (node.resourceType) {
            case "source" -> node.sourceName == null ? node.schema : node.sourceName;
            case "exposure" -> "exposures";
            case "analysis" -> "analyses";
            default -> node.schema;
        };
    }

    private String project(ManifestNode node) {
        return external(node) && node.packageName != null ? node.packageName : root.name();
    }

    private boolean external(ManifestNode node) {
        return node.foreignTo(root.packageName());
    }

    private static String plainName(ManifestNode node) {
        String name = node.name == null ? node.uniqueId : node.name;
        boolean versioned = node.version != null && node.resourceType.equals("model");
        return versioned ? name + "@v" + node.version : name;
    }
}
