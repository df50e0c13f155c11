package io.datacapsule.ingest.dbt;

import io.datacapsule.ingest.infer.Meta;
import io.datacapsule.model.CapsuleDetails;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The large properties of a node. Its free metadata is that of its configuration, over its own, over that of its source; what dbt
 * itself says beyond the capsule's properties (kind, address, maturity, label and owner of an exposure, constraints of a
 * model) stands in it under {@value #OWN}.
 */
final class NodeDetails {

    static final String OWN = "_dbt";

    private final Warnings warnings;

    NodeDetails(Warnings warnings) {
        this.warnings = warnings;
    }

    /** The details; without free metadata that is an empty object, so that metadata which was dropped goes. */
    CapsuleDetails of(ManifestNode node, String urn) {
        return new CapsuleDetails(urn, node.rawCode, node.compiledCode, meta(node));
    }

    /** A short checksum of all three: the first 16 digits of SHA-256. */
    static String checksum(CapsuleDetails details) {
        MessageDigest digest = sha256();
        add(details.rawSql(), digest);
        add(details.compiledSql(), digest);
        add(details.meta(), digest);
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private @Nullable String meta(ManifestNode node) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        put(own, "type", node.type);
        put(own, "url", node.url);
        put(own, "maturity", node.maturity);
        put(own, "label", node.label);
        put(own, "owner", node.owner);
        put(own, "constraints", node.constraints);
        Meta merged = node.sourceMeta.under(node.meta).under(node.configMeta);
        if (!own.isEmpty()) {
            merged = merged.under(new Meta(Map.of(OWN, own)));
        }
        return merged.values().isEmpty() ? "{}" : JsonText.bounded(warnings, node.path, merged.values());
    }

    private static void put(Map<String, @Nullable Object> own, String name, @Nullable Object value) {
        boolean empty = value == null
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
        if (!empty) {
            own.put(name, value);
        }
    }

    private static void add(@Nullable String part, MessageDigest digest) {
        if (part != null) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
        }
        digest.update((byte) (part == null ? 0xFE : 0xFF));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
