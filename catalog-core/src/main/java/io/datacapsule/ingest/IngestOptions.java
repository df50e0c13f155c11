package io.datacapsule.ingest;

import io.datacapsule.model.InvalidInputException;
import java.util.Map;

/**
 * What every ingestion understands, as kept in a job's configuration: {@code cleanup_orphans}, {@code force}, {@code dry_run}
 * (true or false, default false) and {@code max_orphan_share} (0 to 1, default 0.3).
 *
 * @param diff   how to treat what the source no longer has
 * @param dryRun whether to say what would change and change nothing
 */
public record IngestOptions(DiffOptions diff, boolean dryRun) {

    /**
     * Reads the options from a job's configuration.
     *
     * @throws InvalidInputException {@code invalid_parameter} naming the option and what it takes
     */
    public static IngestOptions of(Map<String, String> config) {
        return new IngestOptions(
                new DiffOptions(truth(config, "cleanup_orphans"), share(config), truth(config, "force")),
                truth(config, "dry_run"));
    }

    /** The same, whatever is to be removed. */
    IngestOptions forced() {
        return new IngestOptions(new DiffOptions(diff.cleanupOrphans(), diff.maxOrphanShare(), true), dryRun);
    }

    private static boolean truth(Map<String, String> config, String name) {
        String text = config.getOrDefault(name, "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidInputException("invalid_parameter", name + " is '" + text + "'; it takes true or false.");
        }
        return text.equals("true");
    }

    private static double share(Map<String, String> config) {
        String text = config.getOrDefault("max_orphan_share", "0.3");
        try {
            double share = Double.parseDouble(text);
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new InvalidInputException(
                "invalid_parameter", "max_orphan_share is '" + text + "'; it takes a number from 0 to 1.");
    }
}
