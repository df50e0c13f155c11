package io.datacapsule.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code dab graph query}: a question in Cypher or Gremlin. */
@Command(
        name = "query",
        description = "Ask the graph a question in Cypher or Gremlin. Nothing can be changed by it, and regular"
                + " expressions are not allowed.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab graph query \"MATCH (c:Capsule) RETURN c.layer, count(*)\"",
            "  dab graph query --language gremlin \"g.V().hasLabel('Capsule').count()\"",
            "  dab graph query - < question.cypher"
        })
final class GraphQueryCommand extends ApiCommand {

    @Parameters(paramLabel = "QUERY", description = "The question; - reads it from standard input.")
    private String query = "";

    @Option(
            names = "--language",
            paramLabel = "cypher|gremlin",
            defaultValue = "cypher",
            converter = Language.class,
            description = "Its language. Default: cypher")
    private String language = "cypher";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many rows.")
    private @Nullable Integer limit;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        String text =
                query.equals("-") ? new String(surroundings().in().readAllBytes(), StandardCharsets.UTF_8) : query;
        ObjectNode request =
                JsonMapper.shared().createObjectNode().put("language", language).put("query", text);
        if (limit != null) {
            request.put("limit", limit);
        }
        JsonNode answer = api().post("/graph/query", request);
        if (output.json(this)) {
            screen().json(answer);
            return ExitCode.OK;
        }
        List<String> header = new ArrayList<>();
        answer.path("columns").forEach(column -> header.add(Json.text(column)));
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode values : answer.path("rows")) {
            List<String> row = new ArrayList<>();
            values.forEach(value -> row.add(value.isContainer() ? value.toString() : Json.text(value)));
            rows.add(row);
        }
        screen().table(header, rows);
        screen().note(rows.size() == 1 ? "1 row" : rows.size() + " rows");
        if (!answer.path("complete").asBoolean(true)) {
            screen().note("Not everything is shown: " + Json.text(answer, "reason"));
        }
        return ExitCode.OK;
    }

    /** Reads a language in any case. */
    static final class Language implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            String word = value.toLowerCase(Locale.ROOT);
            if (!word.equals("cypher") && !word.equals("gremlin")) {
                throw new TypeConversionException("'" + value + "' is neither cypher nor gremlin");
            }
            return word;
        }
    }
}
