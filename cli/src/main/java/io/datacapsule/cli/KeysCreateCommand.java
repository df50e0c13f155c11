package io.datacapsule.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code dab keys create}: gives out a key. */
@Command(
        name = "create",
        description = {
            "Make a key and print it. It cannot be shown again: the server keeps only its digest.",
            "A reader reads and asks, an editor also ingests, an admin also hands out keys."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab keys create ci --role editor --expires 90d",
            "  dab keys create ada@example.org --role reader > ada.key"
        })
final class KeysCreateCommand extends ApiCommand {

    @Parameters(paramLabel = "NAME", description = "What lists and the audit trail call the key.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "reader|editor|admin",
            required = true,
            description = "What the key may do: reader, editor or admin.")
    private String role = "";

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "Hours, days or weeks from now, such as 12h, 90d or 4w, or a time such as"
                    + " 2027-01-31T00:00:00Z. Without it the key does not expire.")
    private @Nullable String expires;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        ObjectNode wanted =
                JsonMapper.shared().createObjectNode().put("name", name).put("role", role);
        if (expires != null) {
            wanted.put("expires", expires);
        }
        JsonNode key = api().post("/keys", wanted);
        if (output.json(this)) {
            screen().json(key);
            return ExitCode.OK;
        }
        String end = JobReport.time(Json.text(key, "expires_at"));
        screen().note("The key '" + Json.text(key, "name") + "', role " + Json.text(key, "role") + ", "
                + (end.isEmpty() ? "does not expire" : "expires " + end) + ". It is shown only now:");
        screen().line(Json.text(key, "key"));
        return ExitCode.OK;
    }
}
