package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageCommandTests {

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
    void drawsBothDirectionsAndWhatLiesBehindANodeOnce() {
        server.on("GET /capsules/m/lineage", """
                {"root":"m","nodes":[
                  {"urn":"m","name":"mart","type":"model","layer":"gold"},{"urn":"a","name":"a"},{"urn":"b","name":"b"},
                  {"urn":"r","name":"raw","type":"source"},{"urn":"s","name":"seed"},{"urn":"d","name":"dash"}],
                 "edges":[{"from":"a","to":"m","type":"FLOWS_TO"},{"from":"b","to":"m","type":"FLOWS_TO"},
                  {"from":"r","to":"a","type":"FLOWS_TO"},{"from":"r","to":"b","type":"FLOWS_TO"},
                  {"from":"s","to":"r","type":"FLOWS_TO"},{"from":"m","to":"d","type":"FLOWS_TO"}],
                 "complete":true}""");

        Shell.Result result = shell.dab("lineage", "m");

        assertThat(result.out()).isEqualTo("""
                mart  (model, gold)
                upstream
                ├─ a
                │  └─ raw  (source)
                │     └─ seed
                └─ b
                   └─ raw  (source) (see above)
                downstream
                └─ dash
                """);
        assertThat(result.err()).isEmpty();
        assertThat(server.only().query()).isEqualTo("direction=both");
    }

    @Test
    void drawsColumnsAlongTheFlowOfTheData() {
        server.on("GET /capsules/c/lineage", """
                {"root":"c","nodes":[{"urn":"c","name":"amount"},{"urn":"o","name":"raw_amount"}],
                 "edges":[{"from":"c","to":"o","type":"DERIVED_FROM"}]}""");

        assertThat(shell.dab("lineage", "c", "--upstream").out()).isEqualTo("amount\nupstream\n└─ raw_amount\n");
    }

    @Test
    void endsOnACycle() {
        server.on("GET /capsules/a/lineage", """
                {"root":"a","nodes":[{"urn":"a","name":"a"},{"urn":"b","name":"b"}],
                 "edges":[{"from":"a","to":"b","type":"FLOWS_TO"},{"from":"b","to":"a","type":"FLOWS_TO"}]}""");

        assertThat(shell.dab("lineage", "a", "--downstream").out()).contains("└─ b\n   └─ a (see above)\n");
    }

    @Test
    void saysWhatALimitLeftOut() {
        server.on("GET /capsules/a/lineage", """
                {"root":"a","nodes":[],"edges":[],"complete":false,"left_out":{"nodes":40}}""");

        assertThat(shell.dab("lineage", "a").err()).contains("40 nodes are left out");
    }

    @Test
    void marksNodesBehindWhichItGoesOn() {
        server.on("GET /capsules/a/lineage", """
                {"root":"a","nodes":[{"urn":"a","name":"a"},{"urn":"b","name":"b","more":true}],
                 "edges":[{"from":"a","to":"b","type":"FLOWS_TO"}],"complete":false,
                 "left_out":{"nodes":0,"open":1}}""");

        Shell.Result result = shell.dab("lineage", "a", "--depth", "1");

        assertThat(result.out()).endsWith("└─ b …\n");
        assertThat(result.err()).contains("goes on behind 1 nodes").doesNotContain("left out");
    }

    @Test
    void passesDirectionAndDepthOn() {
        server.on("GET /capsules/a/lineage", "{\"root\":\"a\"}");

        shell.dab("lineage", "a", "--upstream", "--depth", "4");
        shell.dab("lineage", "a", "--downstream");
        shell.dab("lineage", "a", "--direction", "UPSTREAM");

        assertThat(server.asked())
                .extracting(FakeServer.Asked::query)
                .containsExactly("direction=upstream&depth=4", "direction=downstream", "direction=upstream");
    }

    @Test
    void refusesTwoDirectionsAndUnknownOnes() {
        assertThat(shell.dab("lineage", "a", "--upstream", "--downstream").exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(shell.dab("lineage", "a", "--direction", "sideways").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(shell.dab("lineage").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void drawsEachColumnOfACapsuleAndSaysWhatWasNotUnderstood() {
        server.on("GET /capsules/m/lineage", """
                {"root":"m","level":"column","nodes":[
                  {"urn":"m.a","name":"a","capsule_name":"mart","direction":"root"},
                  {"urn":"m.b","name":"b","capsule_name":"mart","direction":"root"},
                  {"urn":"r.x","name":"x","capsule_name":"raw","direction":"upstream"}],
                 "edges":[{"from":"m.a","to":"r.x","type":"DERIVED_FROM","transformation":"AGGREGATION","masking":true}],
                 "complete":false,"left_out":{"nodes":0,"open":0,"unresolved":1},
                 "unresolved":[{"capsule":"m","status":"partial","columns":1,"reason":"ambiguous: b"}]}""");

        Shell.Result result = shell.dab("lineage", "m", "--columns", "--upstream");

        assertThat(result.out()).isEqualTo("""
                mart.a
                upstream
                └─ raw.x  [aggregation, masked]
                mart.b
                """);
        assertThat(result.err()).contains("SQL of m was understood (partial): ambiguous: b");
        assertThat(server.only().query()).isEqualTo("direction=upstream&level=column");
    }

    @Test
    void asksForAColumnByItsUrn() {
        server.on("GET /columns/urn:dcs:dbt:model:shop.marts:orders.amount/lineage", """
                {"root":"x","nodes":[{"urn":"x","name":"amount"}],"edges":[],"complete":true}""");

        assertThat(shell.dab("lineage", "urn:dcs:dbt:model:shop.marts:orders.amount", "--indirect")
                        .out())
                .isEqualTo("amount\n");
        assertThat(server.only().query()).isEqualTo("direction=both&indirect=true");
    }

    @Test
    void takesTheIdOfAColumnToo() {
        String id = "0198c5f0-1111-7aaa-8bbb-123456789abc";
        server.on("GET /capsules/" + id + "/lineage", 404, "{\"code\":\"capsule_not_found\",\"detail\":\"no capsule\"}")
                .on("GET /columns/" + id + "/lineage", """
                {"root":"x","nodes":[{"urn":"x","name":"amount"}],"edges":[],"complete":true}""");

        assertThat(shell.dab("lineage", id, "--depth", "2").out()).isEqualTo("amount\n");
        assertThat(shell.dab("lineage", id, "--indirect").out()).isEqualTo("amount\n");
        assertThat(server.asked())
                .extracting(FakeServer.Asked::query)
                .containsExactly("direction=both&depth=2", "direction=both&depth=2", "direction=both&indirect=true");
    }

    @Test
    void saysThatAnIdIsOfNeither() {
        String id = "0198c5f0-1111-7aaa-8bbb-123456789abc";
        server.on("GET /capsules/" + id + "/lineage", 404, "{\"detail\":\"no capsule\"}")
                .on("GET /columns/" + id + "/lineage", 404, "{\"detail\":\"no column\"}");

        assertThat(shell.dab("lineage", id).err()).contains("no capsule and no column with the id " + id);
        assertThat(shell.dab("lineage", id, "--columns").err()).contains("no capsule");
    }

    @Test
    void wantsAUrn() {
        assertThat(shell.dab("lineage").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(shell.dab("lineage", "m", "--indirect").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void showsWhereTheColumnsOfAStatementComeFrom() throws java.io.IOException {
        Path sql = java.nio.file.Files.writeString(folder.resolve("q.sql"), "select id as key from t");
        server.on("POST /lineage/sql", """
                {"columns":[{"name":"key","origins":[{"table":"t","column":"id","transformation":"IDENTITY",
                  "confidence":"resolved"}]}],"tables":["t"],
                 "unresolved":[{"column":"","reason":"unknown_table","detail":"t is not known","line":1,"position":20}],
                 "complete":false}""");

        Shell.Result result = shell.dab("lineage", "sql", "--dialect", "duckdb", "--file", sql.toString());

        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("key", "t.id", "identity", "resolved");
        assertThat(result.err()).contains("unknown_table at line 1, column 20");
        assertThat(server.only().body()).contains("select id as key from t");
        assertThat(shell.dab("lineage", "sql").exit()).isEqualTo(ExitCode.USAGE);
    }
}
