package io.datacapsule.ingest.dbt;

import io.datacapsule.model.InvalidArtifactException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The project that a manifest is of.
 *
 * @param packageName its package in the manifest
 * @param name        what it is called here: the package, unless the caller says otherwise
 */
record RootProject(String packageName, String name) {

    /**
     * Finds the project: named by the metadata, else (up to dbt 1.5) the package whose MD5 the metadata gives, else the package
     * with most models.
     *
     * @throws InvalidArtifactException if no name is given and nothing in the manifest tells one
     */
    static RootProject of(Manifest manifest, @Nullable String override, String file) {
        String packageName = manifest.metadata().projectName();
        if (packageName == null) {
            packageName = byChecksum(manifest);
        }
        if (packageName == null) {
            packageName = byModels(manifest);
        }
        if (override != null && !override.isBlank()) {
            return new RootProject(packageName == null ? override : packageName, override);
        }
        if (packageName == null) {
            throw ArtifactErrors.at(
                    ArtifactErrors.INVALID,
                    "nothing here says which project it is of; name the project",
                    file,
                    "$.metadata.project_name",
                    0,
                    0);
        }
        return new RootProject(packageName, packageName);
    }

    private static @Nullable String byChecksum(Manifest manifest) {
        String id = manifest.metadata().projectId();
        if (id == null) {
            return null;
        }
        return manifest.packages().stream()
                .sorted()
                .filter(name -> md5(name).equals(id))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String byModels(Manifest manifest) {
        Map<String, Integer> models = new TreeMap<>();
        for (ManifestNode node : manifest.nodes().values()) {
            String owner = node.packageName;
            boolean defined = node.filePath != null || node.originalFilePath != null;
            if (owner != null && defined) {
                models.merge(owner, node.resourceType.equals("model") ? 1 : 0, Integer::sum);
            }
        }
        return models.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<String, Integer> entry) -> entry.getValue())
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return String.format("%032x", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
