package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandTests {

    private static final String URN = "urn:dcs:dbt:model:project:orders";

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();
    private Shell shell;

    @BeforeEach
    void starts() {
        shell = new Shell(folder).with(server);
    }

    @AfterEach
    void stops() {
        server.close();
    }

    @Test
    void exportsToStandardOutputByteForByte() {
        server.on("GET /graph/export", "flowchart LR\n  a[\"ü\"]\n");

        Shell.Result result = shell.dab("graph", "export", "--format", "mermaid");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).isEqualTo("flowchart LR\n  a[\"ü\"]\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void passesEveryOptionOfAnExportOn() {
        server.on("GET /graph/export", "x");

        shell.dab(
                "graph",
                "export",
                "--format",
                "json-ld",
                "--domain",
                "customer",
                "--include-columns",
                "--include-tags",
                "--include-data-products");

        assertThat(server.only().query())
                .isEqualTo("format=json-ld&domain=customer&include_columns=true&include_tags=true"
                        + "&include_data_products=true");
    }

    @Test
    void writesAFileWhole() throws IOException {
        server.on("GET /graph/export/lineage/" + URN, "digraph {}");
        Files.writeString(folder.resolve("upstream.dot"), "an older and longer export");

        Shell.Result result = shell.dab(
                "graph",
                "export-lineage",
                URN,
                "--format",
                "dot",
                "--direction",
                "upstream",
                "--depth",
                "5",
                "--output",
                "upstream.dot");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).isEmpty();
        assertThat(folder.resolve("upstream.dot")).hasContent("digraph {}");
        assertThat(server.only().query()).isEqualTo("format=dot&depth=5&direction=upstream");
    }

    @Test
    void leavesTheFileAloneWhenTheExportFails() throws IOException {
        server.on("GET /graph/export", 422, "{\"detail\":\"There is no format png.\",\"code\":\"unknown_format\"}");
        Files.writeString(folder.resolve("graph.png"), "old");

        Shell.Result result = shell.dab("graph", "export", "--format", "png", "--output", "graph.png");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("There is no format png. [unknown_format]");
        assertThat(folder.resolve("graph.png")).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("graph.png"));
        }
    }

    @Test
    void saysWhenTheFileCannotBeWritten() {
        server.on("GET /graph/export", "x");

        Shell.Result result = shell.dab("graph", "export", "--output", "no/such/folder/graph.mmd");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("Cannot write", "graph.mmd").doesNotContain("defect");
    }

    @Test
    void listsFormats() {
        server.on("GET /graph/formats", "[\"graphml\",\"dot\"]");

        assertThat(shell.dab("graph", "formats").out()).isEqualTo("graphml\ndot\n");
    }

    @Test
    void asksInCypherAndPrintsATable() {
        server.on("POST /graph/query", """
                {"columns":["name","n"],"rows":[["orders",3],[null,{"a":1}]],"complete":false,"reason":"2 rows"}""");

        Shell.Result result = shell.dab("graph", "query", "MATCH (n) RETURN n", "--limit", "2");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(Answers.json(server.only().body()))
                .isEqualTo(Answers.json("{\"language\":\"cypher\",\"query\":\"MATCH (n) RETURN n\",\"limit\":2}"));
        assertThat(result.out()).containsPattern("name +n\norders +3\n +\\{\"a\":1}");
        assertThat(result.err()).contains("2 rows", "Not everything is shown: 2 rows");
    }

    @Test
    void asksInGremlinFromStandardInput() {
        server.on("POST /graph/query", "{\"columns\":[\"n\"],\"rows\":[[4]],\"complete\":true}");

        shell.typing("g.V().count()").dab("graph", "query", "--language", "GREMLIN", "-");

        assertThat(Answers.json(server.only().body()))
                .isEqualTo(Answers.json("{\"language\":\"gremlin\",\"query\":\"g.V().count()\"}"));
    }

    @Test
    void knowsNoOtherLanguage() {
        assertThat(shell.dab("graph", "query", "--language", "sql", "select 1").exit())
                .isEqualTo(ExitCode.USAGE);
    }
}
