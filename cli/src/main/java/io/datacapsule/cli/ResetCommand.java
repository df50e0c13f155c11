package io.datacapsule.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code dab reset}: takes away what is stored. */
@Command(
        name = "reset",
        description = {
            "Take away what the catalog holds, all of it or a set of it. This cannot be undone; 'dab backup' first.",
            "Keys and the audit trail stay. While an ingestion is under way it is refused."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab reset --all --dry-run       how much would go?",
            "  dab reset --all",
            "  dab reset --lineage --yes       the next ingestion draws it again"
        })
final class ResetCommand extends ApiCommand {

    @ArgGroup(multiplicity = "1")
    private final Scope scope = new Scope();

    @Option(names = "--dry-run", description = "Say what would go, and take nothing away.")
    private boolean dryRun;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Mixin
    private final OutputOption output = new OutputOption();

    /** One of the sets. */
    static final class Scope {

        @Option(names = "--all", description = "The whole graph and the history of ingestions.")
        private boolean all;

        @Option(
                names = "--capsules",
                description = "Capsules and columns with their edges. Tags, domains, owners and data products stay.")
        private boolean capsules;

        @Option(names = "--lineage", description = "Lineage between capsules and between columns.")
        private boolean lineage;

        @Option(names = "--edges", description = "Lineage, tagging and membership in data products. All nodes stay.")
        private boolean edges;

        @Option(
                names = "--violations",
                description = "Violations of conformance rules, of which this version stores none.")
        private boolean violations;

        @Option(names = "--jobs", description = "The history of ingestions that have ended.")
        private boolean jobs;

        String word() {
            Map<String, Boolean> words = Map.of(
                    "all", all,
                    "capsules", capsules,
                    "lineage", lineage,
                    "edges", edges,
                    "violations", violations,
                    "jobs", jobs);
            return words.entrySet().stream()
                    .filter(Map.Entry::getValue)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public Integer call() {
        if (dryRun) {
            show(api().post("/admin/reset", request(true)), "would go");
            return ExitCode.OK;
        }
        if (!confirmation.given()) {
            JsonNode rehearsal = api().post("/admin/reset", request(true));
            confirmation.require(this, sentence(rehearsal, "will go") + " This cannot be undone.");
        }
        show(api().post("/admin/reset", request(false)), "gone");
        return ExitCode.OK;
    }

    private ObjectNode request(boolean rehearsal) {
        ObjectNode request = JsonMapper.shared().createObjectNode().put("set", scope.word());
        return rehearsal ? request.put("dry_run", true) : request.put("confirm", true);
    }

    private void show(JsonNode outcome, String verb) {
        if (output.json(this)) {
            screen().json(outcome);
        } else {
            screen().line(sentence(outcome, verb));
        }
    }

    private static String sentence(JsonNode outcome, String verb) {
        List<String> parts = new ArrayList<>();
        outcome.path("removed").properties().forEach(part -> {
            if (part.getValue().asLong(0) > 0) {
                parts.add(part.getValue().asLong() + " " + part.getKey().replace('_', ' '));
            }
        });
        return parts.isEmpty() ? "There is nothing to take away." : String.join(", ", parts) + " " + verb + ".";
    }
}
