package io.datacapsule.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code dab health}: asks the server how it is. */
@Command(
        name = "health",
        description = "Ask the server how it and its databases are.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab health", "  dab health --output json --url http://catalog.example.com:8000"})
final class HealthCommand extends ApiCommand {

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode health = api().get("/health");
        if (output.json(this)) {
            screen().json(health);
        } else {
            screen().fields(fields(health));
        }
        String status = Json.text(health, "status");
        return status.equals("healthy") || status.equals("degraded") ? ExitCode.OK : ExitCode.FAILURE;
    }

    /** The answer's names and values, with one level of nesting told as {@code outer.inner}. */
    static Map<String, String> fields(JsonNode node) {
        Map<String, String> fields = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                entry.getValue()
                        .properties()
                        .forEach(inner ->
                                fields.put(entry.getKey() + "." + inner.getKey(), Json.text(inner.getValue())));
            } else {
                fields.put(entry.getKey(), Json.text(entry.getValue()));
            }
        });
        return fields;
    }
}
