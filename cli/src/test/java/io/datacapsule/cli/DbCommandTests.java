package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbCommandTests {

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void builds() throws IOException {
        shell = new Shell(folder).withServerIn(BuiltServer.in(folder.resolve("tree/api/target")));
    }

    @Test
    void runsTheServersOwnProgramOnTheSameHome() {
        String home = " in " + folder.resolve(".dab") + "\n";

        assertThat(shell.dab("db", "current").out()).isEqualTo("current" + home);
        assertThat(shell.dab("db", "upgrade").out()).isEqualTo("upgrade" + home);
        assertThat(shell.dab("db", "downgrade", "-1").out()).isEqualTo("downgrade|-1" + home);
        assertThat(shell.dab("db", "upgrade", "head").out()).isEqualTo("upgrade" + home);
        assertThat(shell.dab("db", "downgrade", "base").out()).isEqualTo("downgrade|base" + home);
        assertThat(shell.dab("db", "new", "add a table").out()).isEqualTo("new|add a table" + home);
    }

    @Test
    void makesMigrationsInTheSourceTreeWhereverItIsCalled() {
        assertThat(shell.dab("db", "new", "where").err()).isEqualTo(folder.resolve("tree") + "\n");
    }

    @Test
    void passesErrorsAndTheExitCodeOn() {
        Shell.Result result = shell.dab("db", "new", " ");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).isEqualTo("A migration needs a description.\n");
    }

    @Test
    void takesBackANumberOfMigrationsOnly() {
        assertThat(shell.dab("db", "downgrade", "head").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(shell.dab("db", "downgrade", "-0").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(shell.dab("db", "upgrade", "7").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(shell.dab("db", "downgrade").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void saysWhenTheServerIsNotBuilt() {
        Shell.Result result =
                new Shell(folder).withServerIn(folder.resolve("nowhere")).dab("db", "current");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("nowhere is not built");
    }
}
