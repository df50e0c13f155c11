package io.datacapsule.ingest.airflow;

/**
 * That a task or DAG uses data.
 *
 * @param capsule URN of the task or DAG
 * @param data    the data as it is named
 * @param use     what is done with it
 * @param via     where that was found
 */
record Mention(String capsule, DataRef data, Use use, Via via) {

    /** What is done with data. */
    enum Use {
        READS,
        WRITES,
        /** Read to check it, not to make other data of it. */
        VALIDATES
    }
}
