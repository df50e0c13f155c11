package io.datacapsule.reset;

/**
 * How much a reset takes away.
 *
 * @param capsules     capsules
 * @param columns      columns
 * @param tags         tags
 * @param domains      domains
 * @param owners       owners
 * @param dataProducts data products
 * @param edges        edges of every type, those between a capsule and its columns included
 * @param violations   violations; 0, since this version stores none
 * @param jobs         ingestions in the history
 */
public record ResetCounts(
        int capsules,
        int columns,
        int tags,
        int domains,
        int owners,
        int dataProducts,
        long edges,
        int violations,
        int jobs) {

    /** Nothing. */
    static final ResetCounts NONE = new ResetCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    ResetCounts withJobs(int count) {
        return new ResetCounts(capsules, columns, tags, domains, owners, dataProducts, edges, violations, count);
    }
}
