package io.datacapsule.operations;

import io.datacapsule.operations.Outcome.Broken;
import io.datacapsule.operations.Outcome.NotRun;
import io.datacapsule.operations.Outcome.NotYet;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the runbook that operators had before names, in the terms of the site that it is walked at, and what is known of it. */
final class OtherRunbook {

    private static final List<String> SECTIONS = List.of(
            "Health Checks",
            "Common Operations > Cache",
            "Common Operations > Resetting",
            "Incident Response",
            "Backup",
            "Configuration",
            "Appendix");

    /** What cannot be typed at this product or on this machine. */
    private static final Map<Pattern, String> NOT_HERE = new LinkedHashMap<>();

    /** What the product does not do yet: it is typed all the same, and must fail. */
    private static final Map<Pattern, String> NOT_YET = new LinkedHashMap<>();

    static {
        NOT_HERE.put(Pattern.compile("docker-compose (ps|restart|up|down)|docker stats"), "there is no container");
        NOT_HERE.put(Pattern.compile("pip install|alembic|uvicorn"), "a tool of Python");
        NOT_HERE.put(Pattern.compile("airflow\\.example\\.com|AIRFLOW_"), "ingestion from Airflow is not there yet");
        NOT_YET.put(Pattern.compile("/reports/conformance"), "there is no conformance yet");
        NOT_YET.put(Pattern.compile("dab_conformance_score"), "there is no conformance yet");
    }

    private final Site site;
    private final Map<String, String> written = new LinkedHashMap<>();

    OtherRunbook(Site site, String key, String otherKey, int redis, int postgres) throws IOException {
        this.site = site;
        site.set("PGHOST", "127.0.0.1");
        site.set("PGPORT", Integer.toString(postgres));
        site.program("redis-cli", """
                words=()
                while [ $# -gt 0 ]; do case $1 in -h | -p) shift ;; *) words+=("$1") ;; esac; shift; done
                PATH=$OUTER_PATH exec redis-cli -p %d "${words[@]}"
                """.formatted(redis));
        written.put("http://localhost:8000", site.url());
        written.put("your-api-key", key);
        written.put("X-API-Key: key\"", "X-API-Key: " + otherKey + "\"");
        written.put("{job_id}", "$(dab --output json jobs list | jq -r '.items[0].id')");
        written.put("20250101", "$(date +%Y%m%d)");
        written.put("0 2 * * * ", "");
        written.put("\\%", "%");
        written.put("/backups/", "./");
        written.put("alembic downgrade base\nalembic upgrade head", "dab reset --all --yes");
    }

    /** Whether a step is in a section that is walked. */
    static boolean covers(Step step) {
        return SECTIONS.stream().anyMatch(step.section()::startsWith);
    }

    Outcome take(Step step, Walk walk) {
        Step here = translated(step);
        for (Map.Entry<Pattern, String> known : NOT_HERE.entrySet()) {
            if (here.kind().equals("bash")
                    && known.getKey().matcher(here.text()).find()) {
                return new NotRun(known.getValue());
            }
        }
        Outcome outcome = walk.take(here);
        for (Map.Entry<Pattern, String> known : NOT_YET.entrySet()) {
            if (known.getKey().matcher(step.text()).find()) {
                return outcome instanceof Broken
                        ? new NotYet(known.getValue())
                        : new Broken("it works, though it is said not to yet");
            }
        }
        return outcome;
    }

    private Step translated(Step step) {
        String text = step.text();
        for (Map.Entry<String, String> each : written.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
        }
        // a log without errors is no failure
        text = text.replaceAll("grep -i (\"[^\"]*\")", "{ grep -i $1 || [ \\$? = 1 ]; }");
        return new Step(step.section(), step.line(), step.kind(), text, step.notRun());
    }
}
