package io.datacapsule.ingest.dbt;

import io.datacapsule.ingest.dbt.CatalogTable.CatalogColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what manifest and catalog say about the columns of one node. Names meet whatever their case; the manifest
 * spells, the catalog types and places.
 */
final class ColumnMerge {

    /** A column as one artifact or both know it; never neither. */
    record Pair(@Nullable ManifestColumn manifest, @Nullable CatalogColumn catalog) {

        String name() {
            return manifest != null ? manifest.name() : catalog == null ? "" : catalog.name();
        }

        int ordinal() {
            return catalog == null ? 0 : catalog.ordinal();
        }
    }

    private final Warnings warnings;

    ColumnMerge(Warnings warnings) {
        this.warnings = warnings;
    }

    /** The columns, by position where one is known, else after those in the order of the manifest; each name once. */
    List<Pair> merge(ManifestNode node, @Nullable CatalogTable table) {
        List<Pair> pairs = new ArrayList<>();
        List<CatalogColumn> unmatched = table == null ? new ArrayList<>() : new ArrayList<>(table.columns());
        List<ManifestColumn> open = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, CatalogColumn> exact = new HashMap<>();
        unmatched.forEach(column -> exact.put(column.name(), column));
        Set<CatalogColumn> matched = new HashSet<>();
        for (ManifestColumn column : node.columns) {
            CatalogColumn same = exact.get(column.name());
            if (same == null) {
                open.add(column);
            } else {
                pairs.add(new Pair(column, same));
                matched.add(same);
                seen.add(fold(column.name()));
            }
        }
        unmatched.removeIf(matched::contains);
        pairs.addAll(byFoldedName(node, open, unmatched, seen));
        unmatched.forEach(column -> pairs.add(new Pair(null, column)));
        pairs.sort(Comparator.comparingInt(pair -> pair.ordinal() == 0 ? Integer.MAX_VALUE : pair.ordinal()));
        return pairs;
    }

    /** Pairs the columns of which the catalog knows no such spelling, and takes what it pairs out of {@code unmatched}. */
    private List<Pair> byFoldedName(
            ManifestNode node, List<ManifestColumn> open, List<CatalogColumn> unmatched, Set<String> seen) {
        List<Pair> pairs = new ArrayList<>();
        Map<String, CatalogColumn> folded = new HashMap<>();
        unmatched.forEach(column -> folded.putIfAbsent(fold(column.name()), column));
        for (ManifestColumn column : open) {
            String key = fold(column.name());
            CatalogColumn other = folded.remove(key);
            if (other != null) {
                unmatched.remove(other);
                seen.add(key);
                pairs.add(new Pair(column, other));
            } else if (seen.add(key)) {
                pairs.add(new Pair(column, null));
            } else {
                warnings.warn(
                        "duplicate_column",
                        JsonPaths.member(node.path + ".columns", column.name()),
                        "Left out: another column has this name but for upper and lower case");
            }
        }
        return pairs;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
