package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapsulesCommandTests {

    private static final String URN = "urn:dcs:dbt:model:shop.marts:orders";

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
    void listsWhatPassesAllFilters() {
        server.on("GET /capsules", """
                {"items":[{"name":"orders","capsule_type":"model","layer":"gold","domain_name":"sales",
                  "column_count":9,"test_count":2,"pii_column_count":0,"urn":"%s"}],"total":1}""".formatted(URN));

        Shell.Result result = shell.dab(
                "capsules",
                "list",
                "--search",
                "or ders",
                "--layer",
                "gold",
                "--type",
                "model",
                "--domain",
                "sales",
                "--tag",
                "a&b",
                "--no-has-pii",
                "--has-tests",
                "--owner",
                "ann",
                "--schema",
                "s",
                "--database",
                "d",
                "--materialization",
                "view",
                "--source-instance",
                "shop",
                "--source-system",
                "dbt",
                "--sort",
                "-name",
                "--limit",
                "7",
                "--offset",
                "0");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).containsPattern("orders +model +gold +sales +9 +2 +0 +" + URN);
        assertThat(result.err()).contains("1 capsule");
        assertThat(server.only().query())
                .isEqualTo("search=or+ders&layer=gold&capsule_type=model&domain=sales&tag=a%26b&has_pii=false"
                        + "&source_system=dbt&source_instance=shop&database=d&schema=s&owner=ann&materialization=view"
                        + "&has_tests=true&sort=-name&limit=7&offset=0");
    }

    @Test
    void asksForPersonalDataOnlyWhenToldTo() {
        server.on("GET /capsules", "{\"items\":[],\"total\":0}");

        shell.dab("capsules", "list");
        shell.dab("capsules", "list", "--has-pii");

        assertThat(server.asked()).extracting(FakeServer.Asked::query).containsExactly("", "has_pii=true");
    }

    @Test
    void cutsATableToTheTerminalAndNothingElsewhere() {
        String longName = "n".repeat(200);
        server.on("GET /capsules", "{\"items\":[{\"name\":\"" + longName + "\",\"urn\":\"" + URN + "\"}],\"total\":1}");

        assertThat(shell.dab("capsules", "list").out()).contains(longName);
        assertThat(shell.atTerminal(90).dab("capsules", "list").out().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(90));
    }

    @Test
    void showsACapsuleWithItsSqlLast() {
        server.on("GET /capsules/" + URN, """
                {"urn":"%s","name":"orders","has_pii":true,"tags":["a","b"],"owner":null,"sql":"select 1\\nfrom x",
                 "layer":"gold"}""".formatted(URN));

        Shell.Result result = shell.dab("capsules", "get", URN, "--details");

        assertThat(server.only().query()).isEqualTo("details=true");
        assertThat(result.out())
                .containsPattern("has_pii +yes\n")
                .containsPattern("tags +a, b\n")
                .doesNotContain("owner")
                .endsWith("\n\nselect 1\nfrom x\n");
    }

    @Test
    void leavesTheDatabaseInPeaceWithoutDetails() {
        shell.dab("capsules", "get", URN);

        assertThat(server.only().query()).isEmpty();
    }

    @Test
    void listsTheCandidatesOfAnAmbiguousName() {
        server.on("GET /capsules/urn:dcs:dbt:model:shop:orders", 409, """
                {"detail":"Two capsules fit.","code":"ambiguous_urn",
                 "candidates":["urn:dcs:dbt:model:shop.a:orders","urn:dcs:dbt:model:shop.b:orders"]}""");

        Shell.Result result = shell.dab("capsules", "get", "urn:dcs:dbt:model:shop:orders");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err())
                .contains("Candidates:\n  urn:dcs:dbt:model:shop.a:orders\n  urn:dcs:dbt:model:shop.b:orders");
    }

    @Test
    void sendsTheUrnRawButForWhatAUrlCannotHold() {
        shell.dab("capsules", "get", "urn:dcs:dbt:model:shop:a%2Eb ü;c");

        assertThat(server.only().path()).isEqualTo("/capsules/urn:dcs:dbt:model:shop:a%252Eb%20%C3%BC%3Bc");
    }

    @Test
    void listsColumns() {
        server.on("GET /capsules/" + URN + "/columns", """
                {"items":[{"name":"email","data_type":"text","semantic_type":"pii","pii_type":"email","test_count":1,
                  "description":"of\\nthe customer"}],"total":1}""");

        assertThat(shell.dab("capsules", "columns", URN).out())
                .containsPattern("email +text +pii +email +1 +of the customer");
    }

    @Test
    void listsThePartOfTheColumnsThatItsOwnFooterNames() {
        server.on("GET /capsules/" + URN + "/columns", """
                {"items":[{"name":"a"}],"total":3,"limit":1,"offset":1}""");

        Shell.Result result = shell.dab("capsules", "columns", URN, "--limit", "1", "--offset", "1");

        assertThat(server.only().query()).isEqualTo("limit=1&offset=1");
        assertThat(result.err()).isEqualTo("1 of 3 columns; next: --offset 2\n");
    }

    @Test
    void searchesForWords() {
        server.on("GET /search", """
                {"items":[{"name":"orders","type":"model","urn":"%s"}],"total":1}""".formatted(URN));

        Shell.Result result = shell.dab("search", "order", "amount", "--limit", "3", "--offset", "6");

        assertThat(result.out()).containsPattern("orders +model .*" + URN);
        assertThat(server.only().query()).isEqualTo("q=order+amount&limit=3&offset=6");
    }

    @Test
    void showsButDoesNotObeyWhatNamesHold() {
        server.on("GET /search", """
                {"items":[{"name":"a\\u001b[2Jb\\ud800c\\u202Ed","urn":"u"}],"total":1}""");

        String out = shell.dab("search", "a").out();

        assertThat(out).doesNotContain("\u001b").contains("a\uFFFD[2Jb?c\uFFFDd");
    }

    @Test
    void keepsHalfACharacterInJson() {
        String page = "{\"items\":[{\"name\":\"\\ud800x\"}],\"total\":1}";
        server.on("GET /search", page);

        Shell.Result result = shell.dab("search", "a", "--output", "json");

        assertThat(result.out()).containsIgnoringCase("\"\\ud800x\"");
        assertThat(Answers.json(result.out())).isEqualTo(Answers.json(page));
    }
}
