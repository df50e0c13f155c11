package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What people learn from the command line itself. */
class HelpTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandTeachesWithExamples(List<String> command) {
        List<String> line = new ArrayList<>(command);
        line.add("--help");

        Shell.Result result = new Shell(folder).dab(line.toArray(String[]::new));

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("Usage: "
                        + String.join(
                                " ",
                                Stream.concat(Stream.of("dab"), command.stream())
                                        .toList()))
                .containsPattern("Examples:\\R  .*dab " + String.join(" ", command))
                .doesNotContain("\u001b");
    }

    @Test
    void theCommandAloneExplainsItself() {
        Shell.Result result = new Shell(folder).dab();

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.out())
                .contains("Commands:", "Exit codes: 0 done, 1 failed, 2 wrong command line, 3 checks")
                .containsPattern("The README lists every environment\\s+variable, under Configuration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void theOptionSaysTheVersionAsTheCommandDoes(String option) {
        Shell.Result result = new Shell(folder).dab(option);

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .matches("dab \\S+ \\(Java .*\\)\\R")
                .isEqualTo(new Shell(folder).dab("version").out());
    }

    @Test
    void aGroupAloneSaysWhatItHolds() {
        Shell.Result result = new Shell(folder).dab("jobs");

        assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("Say which: list, get, retry, cancel").contains("'dab jobs --help'");
    }

    @Test
    void aMistypedOptionIsAnsweredWithTheRightOne() {
        Shell.Result result = new Shell(folder).dab("capsules", "list", "--layr", "gold");

        assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("--layer").contains("'dab capsules list --help'");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void boldPrintIsForTerminalsThatWantIt() {
        assertThat(new Shell(folder).atTerminal(100).dab("--help").out()).contains("\u001b[");
        assertThat(new Shell(folder)
                        .atTerminal(100)
                        .with("NO_COLOR", "1")
                        .dab("--help")
                        .out())
                .doesNotContain("\u001b");
    }

    static Stream<List<String>> commands() {
        CommandLine top = new CommandLine(new Dab(Surroundings.ofProcess()));
        List<List<String>> found = new ArrayList<>();
        collect(top, List.of(), found);
        return found.stream();
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> found) {
        found.add(path);
        command.getSubcommands().forEach((name, child) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            collect(child, longer, found);
        });
    }
}
