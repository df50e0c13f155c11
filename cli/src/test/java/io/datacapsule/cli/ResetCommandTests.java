package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResetCommandTests {

    private static final String OUTCOME = """
            {"set":"all","dry_run":false,"removed":{"capsules":3,"columns":20,"tags":0,"domains":0,"owners":0,
             "data_products":1,"edges":41,"violations":0,"jobs":2},"revision":7}""";

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();
    private Shell shell;

    @BeforeEach
    void starts() {
        shell = new Shell(folder).with(server);
        server.on("POST /admin/reset", OUTCOME);
    }

    @AfterEach
    void stops() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "capsules", "lineage", "edges", "violations", "jobs"})
    void takesAwayWhatIsNamedWithoutAsking(String set) {
        Shell.Result result = shell.dab("reset", "--" + set, "--yes");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).isEqualTo("3 capsules, 20 columns, 1 data products, 41 edges, 2 jobs gone.\n");
        assertThat(Answers.json(server.only().body()))
                .isEqualTo(Answers.json("{\"set\":\"" + set + "\",\"confirm\":true}"));
    }

    @Test
    void saysWhatWouldGo() {
        Shell.Result result = shell.dab("reset", "--all", "--dry-run");

        assertThat(result.out()).contains("3 capsules").contains("would go");
        assertThat(Answers.json(server.only().body())).isEqualTo(Answers.json("{\"set\":\"all\",\"dry_run\":true}"));
    }

    @Test
    void asksAtATerminalAndSaysFirstWhatWillGo() {
        Shell.Result result = shell.atTerminal(100).typing("yes\n").dab("reset", "--all");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.err()).contains("3 capsules").contains("will go").contains("cannot be undone");
        assertThat(server.asked()).hasSize(2);
        assertThat(server.asked().get(1).body()).contains("\"confirm\":true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no\n", "y\n", "\n", ""})
    void doesNothingUnlessTheAnswerIsYes(String typed) {
        Shell.Result result = shell.atTerminal(100).typing(typed).dab("reset", "--all");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("Nothing was done.");
        assertThat(server.only().body()).contains("dry_run");
    }

    @Test
    void doesNothingWhereNobodyCanBeAsked() {
        Shell.Result result = shell.typing("yes\n").dab("reset", "--all");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("--yes");
        assertThat(server.only().body()).contains("dry_run");
    }

    @Test
    void wantsExactlyOneSet() {
        assertThat(shell.dab("reset", "--yes").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(shell.dab("reset", "--jobs", "--edges", "--yes").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(server.asked()).isEmpty();
    }
}
