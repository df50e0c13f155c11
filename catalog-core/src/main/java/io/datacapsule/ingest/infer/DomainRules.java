package io.datacapsule.ingest.infer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The business domain of a dataset, lower case; the first hit wins: declared in the metadata, a tag {@code domain:x}, the
 * group, the deepest folder that is a business word.
 */
public final class DomainRules {

    private static final String TAG = "domain:";

    /** Folders that say how a project is built, not what it is about. */
    private static final Set<String> TECHNICAL = Set.of(
            "models",
            "staging",
            "intermediate",
            "marts",
            "raw",
            "sources",
            "seeds",
            "snapshots",
            "reports",
            "analytics",
            "core",
            "base",
            "prep",
            "transform",
            "mart",
            "landing",
            "presentation",
            "bronze",
            "silver",
            "gold",
            "data",
            "analysis",
            "analyses",
            "exposures",
            "tests",
            "macros",
            "tmp",
            "temp",
            "utils",
            "utilities",
            "dbt_packages",
            "dbt_modules");

    private DomainRules() {}

    /**
     * Infers the domain.
     *
     * @param meta metadata in order of authority: the dataset's own first, that of its source last
     * @param file the file that defines the dataset
     */
    public static Optional<String> domain(
            List<Meta> meta, List<String> tags, @Nullable String group, @Nullable String file) {
        for (Meta declared : meta) {
            Optional<String> domain = declared.text("domain");
            if (domain.isPresent()) {
                return domain.map(DomainRules::word);
            }
        }
        for (String tag : tags) {
            String word = word(tag);
            if (word.startsWith(TAG) && word.length() > TAG.length()) {
                return Optional.of(word.substring(TAG.length()).strip());
            }
        }
        if (group != null && !group.isBlank()) {
            return Optional.of(word(group));
        }
        return FolderNames.deepestFirst(file).stream()
                .filter(folder -> !folder.startsWith("_") && !TECHNICAL.contains(folder))
                .findFirst();
    }

    private static String word(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
