package io.datacapsule.cli;

import java.util.ArrayList;
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

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only pending, running, completed, failed, cancelled or interrupted ones.")
    private @Nullable String status;

    @Option(names = "--source-type", paramLabel = "TYPE", description = "Only those of dbt, or of airflow.")
    private @Nullable String sourceType;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
    private @Nullable Integer limit;

    @Option(names = "--offset", paramLabel = "N", description = "Skip so many.")
    private @Nullable Integer offset;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode page = api().get(ApiPath.of("/ingest/jobs")
                .with("status", status)
                .with("source_type", sourceType)
                .with("limit", limit)
                .with("offset", offset)
                .toString());
        if (output.json(this)) {
            screen().json(page);
            return ExitCode.OK;
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode job : page.path("items")) {
            JsonNode counts = job.path("counts");
            rows.add(List.of(
                    Json.text(job, "id"),
                    Json.text(job, "source_type"),
                    Json.text(job, "source_name"),
                    Json.text(job, "status"),
                    JobReport.time(Json.text(job, "created_at")),
                    JobReport.duration(job),
                    Json.text(counts, "capsules_created"),
                    Json.text(counts, "capsules_updated"),
                    Json.text(counts, "capsules_unchanged"),
                    Json.text(counts, "capsules_removed")));
        }
        screen().table(
                        List.of(
                                "ID",
                                "TYPE",
                                "SOURCE",
                                "STATUS",
                                "ASKED FOR",
                                "#TOOK",
                                "#NEW",
                                "#CHANGED",
                                "#SAME",
                                "#REMOVED"),
                        rows);
        Listing.footer(screen(), page, "job", "jobs");
        return ExitCode.OK;
    }
}
