package io.datacapsule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The example project that lies in our jar. */
final class Demo {

    private static final List<String> PARTS = List.of("manifest", "catalog", "run_results", "sources");

    private Demo() {}

    /** Ingests it the way in which every project is ingested. */
    static void ingest(ApiClient api, ApiCommand command) {
        try {
            Path folder = Files.createTempDirectory("dab-demo");
            try {
                MultipartForm form = new MultipartForm(sent -> {});
                for (String part : PARTS) {
                    Path file = folder.resolve(part + ".json");
                    if (copy(part, file)) {
                        form.file(part, file);
                    }
                }
                JsonNode job = WaitOption.ended(api, command, api.upload("/ingest/dbt/upload", form));
                if (new JobOutcome(command, false).of(job) != ExitCode.OK) {
                    throw new CommandFailure("The example project was not ingested.");
                }
                command.screen().line("");
            } finally {
                for (String part : PARTS) {
                    Files.deleteIfExists(folder.resolve(part + ".json"));
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new CommandFailure("The example project cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static boolean copy(String part, Path file) throws IOException {
        try (InputStream in = Demo.class.getResourceAsStream("/demo/" + part + ".json")) {
            if (in == null) {
                return false;
            }
            Files.copy(in, file);
            return true;
        }
    }
}
