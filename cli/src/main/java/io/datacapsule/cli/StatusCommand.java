package io.datacapsule.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code dab status}: whether the server runs, and what it holds. */
@Command(
        name = "status",
        description = "Say whether the server runs, where, since when, and what it holds. Exit code 1 if it does not.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab status", "  dab status --output json", "  dab status && dab ingest dbt target/"})
final class StatusCommand extends ApiCommand {

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        ObjectNode status = JsonMapper.shared().createObjectNode();
        boolean local = !dab().global.namesServer(surroundings());
        if (local) {
            process(status);
        }
        try {
            JsonNode health = api().get("/health");
            status.put("running", true);
            health.properties().forEach(entry -> status.set(entry.getKey(), entry.getValue()));
            status.set("catalog", api().get("/capsules/stats"));
        } catch (UnreachableServerFailure e) {
            if (!status.has("pid")) {
                throw local
                        ? new CommandFailure("No server runs in " + dab().home() + ". Start it with `dab up`.", e)
                        : e;
            }
            status.put("running", true).put("status", "starting");
        }
        if (output.json(this)) {
            screen().json(status);
        } else {
            screen().fields(HealthCommand.fields(status));
        }
        return ExitCode.OK;
    }

    private void process(ObjectNode status) {
        Path home = dab().home();
        Optional<ServerRecord> record =
                ServerRecord.read(home).filter(found -> found.process().isPresent());
        record.ifPresent(server -> status.put("pid", server.pid())
                .put("url", server.url())
                .put("home", home.toString())
                .put("uptime", text(Duration.between(server.startedAt(), Instant.now()))));
    }

    private static String text(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3_600
                ? seconds / 60 + " min"
                : seconds < 86_400
                        ? seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min"
                        : seconds / 86_400 + " d " + seconds % 86_400 / 3_600 + " h";
    }
}
