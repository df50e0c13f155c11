package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void printsAScriptThatBashAcceptsAndThatKnowsEveryCommand(String shell) throws Exception {
        Shell.Result result = new Shell(folder).dab("completion", shell);

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).contains("export-lineage", "--cleanup-orphans", "downgrade");
        Path script = Files.writeString(folder.resolve("completion"), result.out());
        assertThat(run("bash", "-n", script.toString())).isZero();
    }

    @Test
    void completesASubcommandInBash() throws Exception {
        String script = new Shell(folder).dab("completion", "bash").out();
        Path file = Files.writeString(folder.resolve("completion"), script + """

                compopt() { :; } # works in a completion only
                COMP_WORDS=(dab gra) COMP_CWORD=1 COMP_LINE="dab gra"
                _complete_dab
                [ "${COMPREPLY[*]}" = graph ]
                """);

        assertThat(run("bash", file.toString())).isZero();
    }

    @Test
    void knowsNoOtherShell() {
        assertThat(new Shell(folder).dab("completion", "fish").exit()).isEqualTo(ExitCode.USAGE);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
