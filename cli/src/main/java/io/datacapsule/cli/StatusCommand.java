package io.datacapsule.cli;

import java.nio.file.Path;
import java.util.Map;
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
            catalog(status);
        } catch (UnreachableServerFailure e) {
            if (!status.has("pid")) {
                throw local
                        ? new CommandFailure("No server runs in " + dab().home() + ". Start it with `dab up`.", e)
                        : e;
            }
            status.put("running", true).put("status", "starting");
        }
        print(status);
        return ExitCode.OK;
    }

    private void process(ObjectNode status) {
        Path home = dab().home();
        ServerRecord.read(home)
                .filter(found -> found.process().isPresent())
                .ifPresent(server ->
                        status.put("pid", server.pid()).put("url", server.url()).put("home", home.toString()));
    }

    private void catalog(ObjectNode status) {
        try {
            JsonNode statistics = api().get("/capsules/stats");
            if (statistics instanceof ObjectNode object) {
                object.remove("revision"); // told already
            }
            status.set("catalog", statistics);
        } catch (CommandFailure e) {
            screen().note("What the catalog holds is not to be had: " + e.getMessage());
        }
    }

    private void print(ObjectNode status) {
        if (output.json(this)) {
            screen().json(status);
            return;
        }
        Map<String, String> fields = HealthCommand.fields(status);
        if (fields.remove("uptime_seconds") != null) {
            fields.put("uptime", text(status.path("uptime_seconds").asLong()));
        }
        screen().fields(fields);
    }

    private static String text(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400
                ? seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min"
                : seconds / 86_400 + " d " + seconds % 86_400 / 3_600 + " h";
    }
}
