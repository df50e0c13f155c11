package io.datacapsule.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Says where to look when a server is ready, and what to try first. */
final class Welcome {

    private final Screen screen;
    private final Surroundings surroundings;
    private final ApiClient api;

    Welcome(Screen screen, Surroundings surroundings, ApiClient api) {
        this.screen = screen;
        this.surroundings = surroundings;
        this.api = api;
    }

    /** Prints addresses, files and some commands that work on what the catalog holds. */
    void print(String url, Path home) {
        screen.line("Data Capsule Server is ready at " + url);
        screen.line("");
        Map<String, String> places = new LinkedHashMap<>();
        places.put("  API, documented", url + "/api/v1/docs");
        places.put("  Home", home.toString());
        places.put("  Log", home.resolve("logs").resolve("server.log").toString());
        places.put("  API key", key(home));
        screen.fields(places);
        screen.line("");
        screen.line("Try:");
        String dab = "  " + surroundings.command() + (isDefault(home) ? "" : " --home " + quoted(home.toString()));
        String urn = interesting();
        if (urn.isEmpty()) {
            screen.line(dab + " ingest dbt path/to/your/dbt/project");
            screen.line(dab + " capsules list");
            screen.line(dab + " graph formats");
        } else {
            screen.line(dab + " capsules list --layer gold");
            screen.line(dab + " lineage " + urn);
            screen.line(dab + " lineage " + urn + " --columns --upstream");
            screen.line(dab + " graph export-lineage " + urn + " --format mermaid");
        }
    }

    /** Where the key is that the server takes: with API_KEYS set, the file in its home is none, or not there. */
    private String key(Path home) {
        return surroundings.variable("API_KEYS").isPresent()
                ? "of API_KEYS; show it to commands as DAB_API_KEY"
                : home.resolve("api-key").toString();
    }

    /** A capsule worth a look: of the gold layer if there is one; empty if there is none at all. */
    private String interesting() {
        try {
            for (String path : new String[] {"/capsules?layer=gold&capsule_type=model&limit=1", "/capsules?limit=1"}) {
                JsonNode items = api.get(path).path("items");
                if (!items.isEmpty()) {
                    return Json.text(items.get(0), "urn");
                }
            }
            return "";
        } catch (CommandFailure e) {
            screen.note("The catalog does not show its capsules: " + e.getMessage());
            return "";
        }
    }

    /** As a shell must read it. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./~-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private boolean isDefault(Path home) {
        return surroundings
                .variable("HOME")
                .map(user -> home.equals(Path.of(user, ".dab")))
                .orElse(false);
    }
}
