package io.datacapsule.neo4j.embedded;

/**
 * How much of the machine the embedded engine may take.
 *
 * @param pageCacheBytes         memory outside the Java heap that caches the files of the store
 * @param transactionBytes       Java heap that all open transactions together may take, user queries included
 * @param transactionLogBytes    size at which a transaction log file is closed and a new one begun
 * @param maxQueryThreads        how many Bolt requests are worked on at once
 */
public record EmbeddedOptions(
        long pageCacheBytes, long transactionBytes, long transactionLogBytes, int maxQueryThreads) {

    private static final long MIB = 1024 * 1024;

    /** Refuses what the engine cannot start with. */
    public EmbeddedOptions {
        if (pageCacheBytes < 8 * MIB
                || transactionBytes < 64 * MIB
                || transactionLogBytes < MIB
                || maxQueryThreads < 4) {
            throw new IllegalArgumentException("the embedded engine needs at least a page cache of 8 MiB,"
                    + " 64 MiB for transactions, log files of 1 MiB and 4 threads");
        }
    }

    /** What suits a catalog of up to some hundred thousand capsules beside other processes on one machine. */
    public static EmbeddedOptions defaults() {
        long heap = Runtime.getRuntime().maxMemory();
        return new EmbeddedOptions(384 * MIB, Math.max(256 * MIB, heap / 2), 64 * MIB, 64);
    }

    /** The same with another page cache. */
    public EmbeddedOptions withPageCacheBytes(long bytes) {
        return new EmbeddedOptions(bytes, transactionBytes, transactionLogBytes, maxQueryThreads);
    }
}
