package io.datacapsule.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code dab jobs list}: the latest ingestions. */
@Command(
        name = "list",
        description = "List ingestion jobs, the latest first.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab jobs list", "  dab jobs list --status failed --limit 5", "  dab jobs list --output json"})
final class JobsListCommand extends ApiCommand {

    private static final Listing LISTING = new Listing(
            "job",
            "jobs",
            List.of("ID", "TYPE", "SOURCE", "STATUS", "ASKED FOR", "#TOOK", "#NEW", "#CHANGED", "#SAME", "#REMOVED"),
            JobsListCommand::row);

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only pending, running, completed, failed, cancelled or interrupted ones.")
    private @Nullable String status;

    @Option(names = "--source-type", paramLabel = "TYPE", description = "Only those of dbt, or of airflow.")
    private @Nullable String sourceType;

    @Mixin
    private final ListOptions list = new ListOptions();

    @Override
    public Integer call() {
        return list.show(
                this, ApiPath.of("/ingest/jobs").with("status", status).with("source_type", sourceType), LISTING);
    }

    private static List<String> row(JsonNode job) {
        JsonNode counts = job.path("counts");
        return List.of(
                Json.text(job, "id"),
                Json.text(job, "source_type"),
                Json.text(job, "source_name"),
                Json.text(job, "status"),
                JobReport.time(Json.text(job, "created_at")),
                JobReport.duration(job),
                Json.text(counts, "capsules_created"),
                Json.text(counts, "capsules_updated"),
                Json.text(counts, "capsules_unchanged"),
                Json.text(counts, "capsules_removed"));
    }
}
