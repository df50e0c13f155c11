package io.datacapsule.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code dab audit}: who changed what. */
@Command(
        name = "audit",
        description = "List who changed what, the latest first. A status of 400 or more says that it was refused.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab audit",
            "  dab audit --actor ci --since 2026-11-01T00:00:00Z",
            "  dab audit --action keys.create --output json"
        })
final class AuditCommand extends ApiCommand {

    private static final Listing LISTING = new Listing(
            "entry",
            "entries",
            List.of("WHEN", "WHO", "WHAT", "TARGET", "#STATUS", "FROM", "REQUEST", "SUMMARY"),
            AuditCommand::row);

    @Option(names = "--actor", paramLabel = "KEY", description = "Only what was done with the key of this name.")
    private @Nullable String actor;

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            description = "Only ingest.start, ingest.end, ingest.retry, ingest.cancel, keys.create, keys.revoke,"
                    + " admin.reset, admin.restore or another action.")
    private @Nullable String action;

    @Option(names = "--since", paramLabel = "TIME", description = "Only from then on, such as 2026-11-01T00:00:00Z.")
    private @Nullable String since;

    @Mixin
    private final ListOptions list = new ListOptions();

    @Override
    public Integer call() {
        return list.show(
                this,
                ApiPath.of("/audit").with("actor", actor).with("action", action).with("since", since),
                LISTING,
                AuditCommand::retention);
    }

    private static String retention(JsonNode page) {
        int days = page.path("retention_days").asInt(-1);
        return switch (days) {
            case -1 -> "";
            case 0 -> "Entries are kept for good (AUDIT_RETENTION_DAYS=0).";
            default -> "Entries are kept for " + days + " days (AUDIT_RETENTION_DAYS).";
        };
    }

    private static List<String> row(JsonNode entry) {
        return List.of(
                JobReport.time(Json.text(entry, "at")),
                Json.text(entry, "actor"),
                Json.text(entry, "action"),
                Json.text(entry, "target"),
                Json.text(entry, "status"),
                Json.text(entry, "address"),
                Json.text(entry, "request_id"),
                Json.text(entry.path("summary")));
    }
}
