package io.datacapsule.ingest.airflow;

import java.util.List;

/**
 * An asset with all that produce and consume it.
 *
 * @param data      what it may be in the catalog
 * @param shown     its URI, fit for a message
 * @param producers URNs of tasks
 * @param consumers URNs of tasks, and of DAGs that it starts
 */
record AssetLink(DataRef data, String shown, List<String> producers, List<String> consumers) {

    AssetLink {
        producers = List.copyOf(producers);
        consumers = List.copyOf(consumers);
    }
}
