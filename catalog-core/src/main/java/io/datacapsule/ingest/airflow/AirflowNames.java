package io.datacapsule.ingest.airflow;

import io.datacapsule.model.Urn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The URNs of what an instance has: {@code urn:dcs:airflow:dag:{instance}:{dag}} and
 * {@code urn:dcs:airflow:task:{instance}:{dag}.{task}}, full stops in the name of the instance being kept and those in an id
 * encoded, so that no two tasks share one.
 */
record AirflowNames(String instance) {

    /** Longer ones could not be looked up in the store. */
    private static final int LONGEST = 600;

    String source() {
        return "airflow:" + instance;
    }

    String dag(String dag) {
        return Urn.capsule("airflow", "dag", dag, instance.split("\\.", -1));
    }

    String task(String dag, String task) {
        String namespace = Urn.parse(dag(dag)).namespace();
        return new Urn("airflow", "task", namespace, Urn.encode(dag) + "." + Urn.encode(task), "").toString();
    }

    /** Whether the URN is that of a DAG of the instance or of one of its tasks; of which is told by {@link #dagOf}. */
    static boolean isOfAirflow(String urn) {
        return urn.startsWith("urn:dcs:airflow:");
    }

    /** The URN of the DAG that a capsule of Airflow is or belongs to. */
    static String dagOf(String urn) {
        Urn parts = Urn.parse(urn);
        if (!parts.type().equals("task")) {
            return urn;
        }
        int dot = parts.name().indexOf('.');
        String dag = dot < 0 ? parts.name() : parts.name().substring(0, dot);
        return urn.substring(0, urn.lastIndexOf(':') + 1).replace(":task:", ":dag:") + dag;
    }

    /** Whether something can be called that. */
    static boolean fits(String id) {
        return !id.isBlank() && id.length() <= LONGEST && Urn.encode(id).length() <= LONGEST;
    }

    /** The text as it can be stored: without halves of surrogate pairs that stand alone, and without the character zero. */
    static String clean(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    /** Names as they can be stored, each once, trimmed, without those that are blank or too long. */
    static List<String> clean(List<String> names) {
        List<String> clean = new ArrayList<>();
        for (String name : names) {
            String stripped = clean(name).strip();
            if (fits(stripped) && !clean.contains(stripped)) {
                clean.add(stripped);
            }
        }
        return clean;
    }
}
