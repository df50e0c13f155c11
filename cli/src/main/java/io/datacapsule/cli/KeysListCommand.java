package io.datacapsule.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code dab keys list}: the keys that were handed out. */
@Command(
        name = "list",
        description = "List the keys that were handed out, by name. The keys of API_KEYS are not among them.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab keys list", "  dab keys list --output json"})
final class KeysListCommand extends ApiCommand {

    private static final Listing LISTING = new Listing(
            "key", "keys", List.of("NAME", "ROLE", "CREATED", "BY", "EXPIRES", "STATE", "ID"), KeysListCommand::row);

    @Mixin
    private final ListOptions list = new ListOptions();

    @Override
    public Integer call() {
        return list.show(this, ApiPath.of("/keys"), LISTING);
    }

    private static List<String> row(JsonNode key) {
        String expires = Json.text(key, "expires_at");
        return List.of(
                Json.text(key, "name"),
                Json.text(key, "role"),
                JobReport.time(Json.text(key, "created_at")),
                Json.text(key, "created_by"),
                expires.isEmpty() ? "never" : JobReport.time(expires),
                key.path("expired").asBoolean(false) ? "expired" : "valid",
                Json.text(key, "id"));
    }
}
