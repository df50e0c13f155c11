package io.datacapsule.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code dab restore}: makes the catalog that of an archive. */
@Command(
        name = "restore",
        description = {
            "Make the catalog of the running server that of an archive, whatever it holds now. The archive is checked first;",
            "then everything is replaced, or nothing. Keys, the history of ingestions and the audit trail become those of the",
            "archive too: a key that was revoked since is valid again. The server's own key stays.",
            "For an archive that holds what changed, those that it goes on from are looked for beside it."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab restore --from backups/dab-backup-20261126T020000Z.zip",
            "  dab restore --from backups/            the latest in the folder",
            "  dab restore --from catalog.zip --yes --url https://catalog.example.com"
        })
final class RestoreCommand extends ApiCommand {

    @Option(
            names = "--from",
            paramLabel = "DIR|FILE",
            required = true,
            description = "What 'dab backup' wrote; of a folder the latest.")
    private Path from = Path.of("");

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        List<Path> files = ArchiveFile.chain(surroundings().workingFolder().resolve(from));
        if (!confirmation.given()) {
            long capsules = api().get("/capsules?limit=1").path("total").asLong(0);
            confirmation.require(
                    this, "Everything that the catalog holds will be replaced, " + capsules + " capsules among it.");
        }
        JsonNode restored;
        try (Progress progress = new Progress(surroundings())) {
            long size = files.stream().mapToLong(file -> file.toFile().length()).sum();
            MultipartForm form = new MultipartForm(sent -> progress.bytes("uploading", sent, size));
            files.forEach(file -> form.file("archive", file, "archive.zip", "application/zip"));
            restored = api().upload("/admin/restore", form);
        }
        if (output.json(this)) {
            screen().json(restored);
        } else {
            screen().line("Restored what was there on " + JobReport.time(Json.text(restored, "created_at")) + ": "
                    + counts(restored) + ".");
        }
        return ExitCode.OK;
    }

    private static String counts(JsonNode restored) {
        List<String> parts = new ArrayList<>();
        restored.path("counts").properties().forEach(count -> {
            if (count.getValue().asLong(0) > 0) {
                parts.add(count.getValue().asLong() + " " + count.getKey());
            }
        });
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }
}
