package io.datacapsule.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code dab ingest airflow}: has the server read the DAGs, tasks and datasets of an Airflow instance into the catalog. */
@Command(
        name = "airflow",
        description = {
            "Read the DAGs, tasks and datasets of an Airflow instance (2.x or 3.x) into the catalog, and link tasks to"
                    + " the data that they read and write.",
            "The server asks Airflow itself, where EGRESS_ALLOW lets it. Secrets are read from environment variables,"
                    + " never from the command line; a variable that is set here is sent along for this run and not kept."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab ingest airflow --base-url https://airflow.example.com",
            "  AIRFLOW_TOKEN=... dab ingest airflow --base-url https://airflow.example.com --auth-mode bearer_env",
            "  dab ingest airflow --base-url https://airflow.example.com --dag-regex 'customer_.*' --include-paused",
            "  dab ingest airflow --base-url https://airflow.example.com --cleanup-orphans --dry-run",
            "",
            "What Airflow answers with an error is told with what to do:",
            "  401 Unauthorized     verify that AIRFLOW_TOKEN (or user and password) is set and valid",
            "  404 Not Found        check the base URL with its prefix path, and --api-version",
            "  Connection timeout   raise --timeout, or lower --page-limit",
            "  No DAGs found        review --dag-regex, --dag-allowlist and --dag-denylist",
            "  Paused DAGs missing  add --include-paused"
        })
final class IngestAirflowCommand extends ApiCommand {

    @Mixin
    private final AirflowConnection connection = new AirflowConnection();

    @Mixin
    private final DagChoice dags = new DagChoice();

    @Option(
            names = "--annotations",
            paramLabel = "FILE",
            description =
                    "YAML that says which capsules tasks consume, produce and validate; the README shows its form.")
    private @Nullable Path annotations;

    @Option(
            names = "--cleanup-orphans",
            description =
                    "Remove what this instance described before and no longer has. Nothing is removed unless everything"
                            + " could be read.")
    private boolean cleanupOrphans;

    @Option(
            names = "--max-orphan-share",
            paramLabel = "SHARE",
            description = "Refuse to remove more than this share of the instance, 0 to 1. Default: 0.3")
    private @Nullable Double maxOrphanShare;

    @Option(names = "--force", description = "Remove whatever share it is.")
    private boolean force;

    @Option(names = "--dry-run", description = "Say what would change, and write nothing.")
    private boolean dryRun;

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        ObjectNode request = request();
        ApiClient api = api();
        JsonNode job = api.post("/ingest/airflow", request);
        return new JobOutcome(this, output.json(this)).of(wait.until(api, this, job));
    }

    private ObjectNode request() {
        ObjectNode request = JsonMapper.shared().createObjectNode();
        connection.addTo(request, this);
        dags.addTo(request);
        if (annotations != null) {
            request.put("annotations", AirflowConnection.text("--annotations", annotations, this));
        }
        if (maxOrphanShare != null) {
            request.put("max_orphan_share", maxOrphanShare);
        }
        return request.put("cleanup_orphans", cleanupOrphans)
                .put("force", force)
                .put("dry_run", dryRun);
    }
}
