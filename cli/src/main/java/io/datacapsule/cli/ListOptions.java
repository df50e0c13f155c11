package io.datacapsule.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lets the caller choose which part of a list is shown, and how. */
class ListOptions {

    @Option(
            names = "--limit",
            paramLabel = "N",
            order = 98,
            description = "At most so many. Without it: 50, of a search 20, of columns 1000.")
    private @Nullable Integer limit;

    @Option(names = "--offset", paramLabel = "N", order = 99, description = "Skip so many.")
    private @Nullable Integer offset;

    @Mixin
    private final OutputOption output = new OutputOption();

    /** Asks for the part of the list at {@code path} that is wanted, and prints it. */
    int show(ApiCommand command, ApiPath path, Listing listing) {
        return show(command, path, listing, page -> "");
    }

    /** The same with a remark on the page below the table, unless it is empty. */
    int show(ApiCommand command, ApiPath path, Listing listing, Function<JsonNode, String> remark) {
        JsonNode page = command.api()
                .get(path.with("limit", limit).with("offset", offset).toString());
        if (output.json(command)) {
            command.screen().json(page);
            return ExitCode.OK;
        }
        List<List<String>> rows = new ArrayList<>();
        page.path("items").forEach(item -> rows.add(listing.row().apply(item)));
        command.screen().table(listing.header(), rows);
        command.screen().note(listing.footer(page));
        if (!remark.apply(page).isEmpty()) {
            command.screen().note(remark.apply(page));
        }
        return ExitCode.OK;
    }
}
