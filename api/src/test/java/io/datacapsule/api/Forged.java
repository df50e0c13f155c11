package io.datacapsule.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Archives that somebody changed together with their manifest, so that every checksum is right. */
final class Forged {

    private Forged() {}

    /** A copy of the archive, as the first version wrote it, in which a part says something else. */
    static Path archive(Path original, Path copy, String part, String word, String other) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(original))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        String after = String.valueOf(parts.get(part)).replace(word, other);
        ObjectNode manifest = (ObjectNode) JsonMapper.shared().readTree(parts.get("manifest.json"));
        parts.remove("state.jsonl");
        manifest.put("format", 1).remove(List.of("id", "bases"));
        ((ArrayNode) manifest.path("parts"))
                .removeIf(listed -> listed.path("name").asString().equals("state.jsonl"));
        for (JsonNode listed : manifest.path("parts")) {
            if (listed.path("name").asString().equals(part)) {
                ((ObjectNode) listed)
                        .put("sha256", sha256(after))
                        .put("bytes", after.getBytes(StandardCharsets.UTF_8).length);
            }
        }
        parts.put("manifest.json", manifest.toString());
        parts.put(part, after);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (var entry : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return copy;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
