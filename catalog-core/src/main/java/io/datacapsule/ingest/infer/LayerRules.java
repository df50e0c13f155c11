package io.datacapsule.ingest.infer;

import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Layer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The layer of a dataset; the first hit wins: declared in the metadata, a tag, being a source or a seed (bronze), the name,
 * the most specific folder of its file.
 */
public final class LayerRules {

    private static final Map<String, Layer> DECLARED = words(
            List.of("bronze", "raw", "landing"),
            List.of("silver", "staging", "intermediate"),
            List.of("gold", "marts", "mart", "presentation"));

    private static final Map<String, Layer> TAGS = words(
            List.of("raw", "bronze", "landing"),
            List.of("staging", "silver", "intermediate", "transform"),
            List.of("mart", "marts", "gold", "presentation", "analytics"));

    private static final Map<String, Layer> FOLDERS = words(
            List.of("raw", "sources", "bronze", "landing"),
            List.of("staging", "intermediate", "silver", "transform", "prep"),
            List.of("marts", "gold", "presentation", "reports", "analytics", "core"));

    private static final List<String> BRONZE = List.of("raw_", "source_", "src_");
    private static final List<String> SILVER = List.of("stg_", "staging_", "int_", "intermediate_", "base_", "prep_");
    private static final List<String> GOLD =
            List.of("dim_", "fct_", "fact_", "mart_", "rpt_", "report_", "agg_", "metric_");

    private LayerRules() {}

    /**
     * Infers the layer.
     *
     * @param meta metadata in order of authority: configuration first
     * @param file the file that defines the dataset
     */
    public static Optional<Layer> layer(
            CapsuleType type, String name, @Nullable String file, List<String> tags, List<Meta> meta) {
        for (Meta declared : meta) {
            Optional<Layer> layer = declared.text("layer").flatMap(word -> lookup(DECLARED, word));
            if (layer.isPresent()) {
                return layer;
            }
        }
        for (String tag : tags) {
            Optional<Layer> layer = lookup(TAGS, tag);
            if (layer.isPresent()) {
                return layer;
            }
        }
        if (type == CapsuleType.SOURCE || type == CapsuleType.SEED) {
            return Optional.of(Layer.BRONZE);
        }
        Optional<Layer> named = byName(name.toLowerCase(Locale.ROOT));
        if (named.isPresent()) {
            return named;
        }
        return FolderNames.deepestFirst(file).stream()
                .flatMap(folder -> lookup(FOLDERS, folder).stream())
                .findFirst();
    }

    private static Optional<Layer> byName(String name) {
        if (BRONZE.stream().anyMatch(name::startsWith) || name.endsWith("_raw")) {
            return Optional.of(Layer.BRONZE);
        }
        if (SILVER.stream().anyMatch(name::startsWith)) {
            return Optional.of(Layer.SILVER);
        }
        return GOLD.stream().anyMatch(name::startsWith) ? Optional.of(Layer.GOLD) : Optional.empty();
    }

    private static Optional<Layer> lookup(Map<String, Layer> words, String word) {
        return Optional.ofNullable(words.get(word.strip().toLowerCase(Locale.ROOT)));
    }

    private static Map<String, Layer> words(List<String> bronze, List<String> silver, List<String> gold) {
        Map<String, Layer> words = new HashMap<>();
        bronze.forEach(word -> words.put(word, Layer.BRONZE));
        silver.forEach(word -> words.put(word, Layer.SILVER));
        gold.forEach(word -> words.put(word, Layer.GOLD));
        return Map.copyOf(words);
    }
}
