package io.datacapsule.api.airflow;

import io.datacapsule.api.egress.EgressGuard;
import io.datacapsule.api.egress.EgressRules;
import io.datacapsule.ingest.airflow.AirflowMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks a mock as a job would, with short pauses before it asks again. */
final class Asked {

    static final String TOKEN = "canary-token-4711";
    static final String PASSWORD = "canary-password-4711";

    private Asked() {}

    static AirflowMetadata of(MockAirflow airflow, NotedProgress progress, String... options) {
        return of(airflow, progress, new Credentials.None(), options);
    }

    static AirflowMetadata of(MockAirflow airflow, NotedProgress progress, Credentials credentials, String... options) {
        return client(airflow.url(), "127.0.0.1", credentials, options).fetch(progress);
    }

    static AirflowClient client(String url, String allowed, Credentials credentials, String... options) {
        Map<String, String> config = new TreeMap<>(Map.of("base_url", url));
        for (int i = 0; i + 1 < options.length; i += 2) {
            config.put(options[i], options[i + 1]);
        }
        EgressGuard guard = EgressGuard.of(EgressRules.parse(List.of(allowed)).orElseThrow());
        return new AirflowClient(AirflowOptions.of(config), credentials, guard, Duration.ofMillis(2));
    }
}
