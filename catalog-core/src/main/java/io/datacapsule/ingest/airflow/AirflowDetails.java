package io.datacapsule.ingest.airflow;

import io.datacapsule.model.CapsuleDetails;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Airflow tells of a DAG or a task beyond the properties of its capsule, as free metadata under {@value #OWN}. What is
 * absent was not told.
 */
final class AirflowDetails {

    static final String OWN = "airflow";

    private static final int LONGEST_TEXT = 100_000;

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private AirflowDetails() {}

    static CapsuleDetails of(String urn, AirflowDag dag) {
        Map<String, Object> own = new TreeMap<>();
        put(own, "display_name", dag.displayName());
        put(own, "doc", dag.doc());
        put(own, "schedule", dag.schedule());
        put(own, "timetable", dag.timetable());
        put(own, "owners", AirflowNames.clean(dag.owners()));
        put(own, "paused", dag.paused());
        put(own, "active", dag.active());
        put(own, "next_run_at", dag.nextRunAt());
        put(own, "last_success_at", dag.lastSuccessAt());
        AirflowRun run = dag.lastRun();
        if (run != null) {
            Map<String, Object> last = new TreeMap<>();
            put(last, "state", run.state());
            put(last, "started_at", run.startedAt());
            put(last, "ended_at", run.endedAt());
            put(last, "logical_date", run.logicalDate());
            own.put("last_run", last);
        }
        return details(urn, own);
    }

    static CapsuleDetails of(String urn, AirflowTask task) {
        Map<String, Object> own = new TreeMap<>();
        put(own, "display_name", task.displayName());
        put(own, "doc", task.doc());
        put(own, "operator", task.operator());
        put(own, "module", task.module());
        put(own, "trigger_rule", task.triggerRule());
        put(own, "retries", task.retries());
        put(own, "owner", task.owner());
        put(own, "mapped", task.mapped());
        return details(urn, own);
    }

    /** A short checksum of the metadata: the first 16 digits of SHA-256. */
    static String checksum(CapsuleDetails details) {
        try {
            byte[] meta = String.valueOf(details.meta()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(meta), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CapsuleDetails details(String urn, Map<String, Object> own) {
        return new CapsuleDetails(urn, null, null, CANONICAL.writeValueAsString(Map.of(OWN, own)));
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value instanceof String text) {
            if (!text.isBlank()) {
                boolean whole = text.length() <= LONGEST_TEXT;
                values.put(name, AirflowNames.clean(whole ? text : text.substring(0, LONGEST_TEXT) + "…"));
            }
        } else if (value instanceof Boolean || value instanceof Integer || value instanceof List<?>) {
            values.put(name, value);
        } else if (value != null) {
            values.put(name, value.toString());
        }
    }
}
