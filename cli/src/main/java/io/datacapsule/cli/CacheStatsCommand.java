package io.datacapsule.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code dab cache stats}: what is kept and whether that helps. */
@Command(
        name = "stats",
        description = "Show where answers are kept, how many, and how often one was found since the server started.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab cache stats", "  dab cache stats --output json"})
final class CacheStatsCommand extends ApiCommand {

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode stats = api().get("/cache/stats");
        if (output.json(this)) {
            screen().json(stats);
            return ExitCode.OK;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("store", Json.text(stats, "store") + " (" + Json.text(stats, "status") + ")");
        fields.put("answers", Json.text(stats, "answers"));
        fields.put("hits", Json.text(stats, "hits"));
        fields.put("misses", Json.text(stats, "misses"));
        fields.put(
                "hit rate",
                String.format(
                        Locale.ROOT, "%.0f %%", 100 * stats.path("hit_rate").asDouble(0)));
        screen().fields(fields);
        return ExitCode.OK;
    }
}
