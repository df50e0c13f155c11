package io.datacapsule.cli;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code dab ingest dbt}: reads the artifacts of a dbt project into the catalog. */
@Command(
        name = "dbt",
        description = {
            "Read the artifacts of a dbt project into the catalog.",
            "Only what changed is written; the same files twice write nothing."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab ingest dbt target/",
            "  dab ingest dbt --manifest target/manifest.json --catalog target/catalog.json",
            "  dab ingest dbt target/ --project my_project --cleanup-orphans --dry-run",
            "  dab ingest dbt target/ --no-wait"
        })
final class IngestDbtCommand extends ApiCommand {

    @Mixin
    private final DbtArtifacts artifacts = new DbtArtifacts();

    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "Name of the project. Default: the one in the manifest.")
    private @Nullable String project;

    @Option(names = "--cleanup-orphans", description = "Remove what this project described before and no longer has.")
    private boolean cleanupOrphans;

    @Option(
            names = "--max-orphan-share",
            paramLabel = "SHARE",
            description = "Refuse to remove more than this share of the project, 0 to 1. Default: 0.3")
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
        DbtArtifacts.Found files = artifacts.find(this);
        ApiClient api = api();
        JsonNode job;
        try (Progress progress = new Progress(surroundings())) {
            long size = files.size();
            job = api.upload("/ingest/dbt/upload", form(files, sent -> progress.bytes("uploading", sent, size)));
        }
        return new JobOutcome(this, output.json(this)).of(wait.until(api, this, job));
    }

    private MultipartForm form(DbtArtifacts.Found files, LongConsumer sent) {
        MultipartForm form = new MultipartForm(sent);
        if (project != null) {
            form.field("project_name", project);
        }
        if (maxOrphanShare != null) {
            form.field("max_orphan_share", maxOrphanShare.toString());
        }
        form.field("cleanup_orphans", Boolean.toString(cleanupOrphans))
                .field("force", Boolean.toString(force))
                .field("dry_run", Boolean.toString(dryRun));
        files.addTo(form);
        return form;
    }
}
