package io.datacapsule.api;

/**
 * How many threads of the system carry the virtual threads in which requests are answered. As many as there are processors, as the
 * Java machine would take, let a few requests that compute for long hold up all others. And a carrier goes on with the queue from
 * which it took its last request for as long as that queue has more: under load a request that waited for a lock or for a database
 * was resumed seconds later. With more carriers the system shares the processors among them. {@code api/load/fairness.sh} measures it.
 */
final class CarrierThreads {

    private static final String PROPERTY = "jdk.virtualThreadScheduler.parallelism";
    private static final int FEWEST = 32;
    private static final int EACH = 4;

    private CarrierThreads() {}

    /** Says it to the Java machine, unless whoever starts it did. To be called before there is a virtual thread. */
    static void prepare() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(
                    PROPERTY, Integer.toString(number(Runtime.getRuntime().availableProcessors())));
        }
    }

    static int number(int processors) {
        return Math.max(FEWEST, EACH * processors);
    }
}
