package io.datacapsule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code dab keys revoke}: takes a key away. */
@Command(
        name = "revoke",
        description = "Revoke a key: what is called with it afterwards is refused. Its name is free again.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dab keys revoke ci", "  dab keys revoke 0b8f5c1e-6a55-4a39-9c56-2f4a3a0f8a10"})
final class KeysRevokeCommand extends ApiCommand {

    @Parameters(paramLabel = "NAME", description = "The key's name or id, as 'dab keys list' shows them.")
    private String name = "";

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode key = api().delete(ApiPath.of("/keys").name(name).toString());
        if (output.json(this)) {
            screen().json(key);
        } else {
            screen().line("The key '" + Json.text(key, "name") + "' is revoked.");
        }
        return ExitCode.OK;
    }
}
