package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher {@code dab}, run by bash. */
class LauncherTests {

    @TempDir
    private Path folder;

    private LauncherTree tree;

    @BeforeEach
    void plants() throws IOException {
        tree = new LauncherTree(folder);
    }

    @Nested
    class FindingJava {

        @Test
        void takesTheOneThatIsMeantForIt() throws Exception {
            tree.with("DAB_JAVA_HOME", tree.jdk("meant", "25.0.3").toString());
            tree.with("JAVA_HOME", tree.jdk("other", "26").toString());

            LauncherTree.Outcome outcome = tree.run("jobs", "list");

            assertThat(outcome.exit()).isZero();
            assertThat(outcome.out()).startsWith("meant runs ").endsWith("io.datacapsule.cli.Dab jobs list\n");
        }

        @Test
        void refusesTheOneThatIsMeantForItWhenItIsTooOld() throws Exception {
            tree.with("DAB_JAVA_HOME", tree.jdk("meant", "24.0.2").toString());
            tree.with("JAVA_HOME", tree.jdk("other", "26").toString());

            LauncherTree.Outcome outcome = tree.run("version");

            assertThat(outcome.exit()).isEqualTo(1);
            assertThat(outcome.err()).contains("DAB_JAVA_HOME is " + folder.resolve("meant"), "JDK 25 or newer");
        }

        @Test
        void passesByAnOldJavaHomeForTheJavaOnThePath() throws Exception {
            tree.with("JAVA_HOME", tree.jdk("old", "1.8.0_400").toString());
            Path link = folder.resolve("bin/java");
            Files.createSymbolicLink(link, tree.jdk("current", "25-ea").resolve("bin/java"));

            assertThat(tree.run("version").out()).startsWith("current runs ");
        }

        @Test
        void passesByAJreAndAnEmptyJavaHome() throws Exception {
            Files.delete(tree.jdk("jre", "25").resolve("bin/javac"));
            tree.with("JAVA_HOME", folder.resolve("jre").toString());
            tree.jdk("system/usr/lib/jvm/temurin-17", "17.0.1");
            tree.jdk("system/usr/lib/jvm/temurin-25", "25.0.1");

            assertThat(tree.run("version").out()).startsWith("system/usr/lib/jvm/temurin-25 runs ");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "system/usr/lib/jvm/x",
                    "system/Library/Java/JavaVirtualMachines/x.jdk/Contents/Home",
                    "system/opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
                    "home/.sdkman/candidates/java/25.0.3-tem",
                    "home/.asdf/installs/java/temurin-25",
                    "home/.local/share/mise/installs/java/25"
                })
        void looksWhereSystemsAndVersionManagersPutThem(String home) throws Exception {
            tree.jdk(home, "25.0.3");

            assertThat(tree.run("version").out()).startsWith(home + " runs ");
        }

        @Test
        void asksTheToolOfMacos() throws Exception {
            Path jdk = tree.jdk("somewhere", "25.0.3");
            LauncherTree.executable(
                    folder.resolve("system/usr/libexec/java_home"), "#!/bin/sh\n[ \"$*\" = '-v 25+' ] && echo " + jdk);

            assertThat(tree.run("version").out()).startsWith("somewhere runs ");
        }

        @Test
        void saysWhatToDoWhenThereIsNone() throws Exception {
            tree.jdk("system/usr/lib/jvm/temurin-21", "21.0.1");

            LauncherTree.Outcome outcome = tree.run("version");

            assertThat(outcome.exit()).isEqualTo(1);
            assertThat(outcome.err()).contains("No JDK 25 or newer was found", "DAB_JAVA_HOME");
            assertThat(tree.builds()).isEmpty();
        }
    }

    @Nested
    class Building {

        @BeforeEach
        void hasJava() throws IOException {
            tree.with("DAB_JAVA_HOME", tree.jdk("jdk", "25.0.3").toString());
        }

        @Test
        void buildsTheCommandLineOnce() throws Exception {
            LauncherTree.Outcome first = tree.run("version");
            LauncherTree.Outcome second = tree.run("version");

            assertThat(tree.builds()).hasSize(1).first().asString().contains("-DskipTests", "-pl cli", "package");
            assertThat(first.err()).contains("Building the command line...", "Built the command line in ");
            assertThat(first.out()).isEqualTo(second.out());
            assertThat(second.err()).isEmpty();
        }

        @Test
        void buildsAgainWhenASourceChangedOrWent() throws Exception {
            tree.run("version");
            tree.touch("cli/src/main/java/A.java");
            tree.run("version");
            assertThat(tree.builds()).hasSize(2);

            tree.old("cli/src/main/java/A.java");
            tree.touch("cli/src/main/java");
            tree.run("version");
            assertThat(tree.builds()).hasSize(3);
        }

        @Test
        void doesNotBuildForAChangedTest() throws Exception {
            tree.run("version");
            tree.touch("cli/src/test/java/ATests.java");
            tree.run("version");

            assertThat(tree.builds()).hasSize(1);
        }

        @Test
        void buildsTheServerWhenItIsNeeded() throws Exception {
            tree.old("api/pom.xml");
            tree.run("--url", "up", "jobs", "list");
            assertThat(tree.builds()).hasSize(1);

            tree.run("--home", folder.toString(), "up");
            tree.run("db", "current");

            assertThat(tree.builds()).hasSize(2).last().asString().contains("-pl api");
        }

        @Test
        void buildsTheServerWithoutTheEngineBesideTheOther() throws Exception {
            tree.old("api/pom.xml");
            tree.run("up");

            LauncherTree.Outcome outcome = tree.with("DAB_REMOTE_ONLY", "yes").run("up");

            assertThat(tree.builds()).hasSize(3).last().asString().contains("-Premote-only -pl api");
            assertThat(outcome.out()).contains("-Ddab.server=" + tree.root().resolve("api/target/server-remote-only "));
        }

        @Test
        void showsTheEndOfTheLogWhenTheBuildFails() throws Exception {
            LauncherTree.Outcome outcome = tree.with("MVNW_FAILS", "yes").run("version");

            assertThat(outcome.exit()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).contains("cannot find symbol", "The build failed", "dab-build.log");
            assertThat(tree.with("MVNW_FAILS", "").run("version").exit()).isZero();
        }

        @Test
        void buildsOnceForTwoAtATime() throws Exception {
            tree.with("MVNW_TAKES", "1");
            LauncherTree.Running one = tree.start(tree.root().resolve("dab").toString(), "version");
            LauncherTree.Running two = tree.start(tree.root().resolve("dab").toString(), "version");

            assertThat(one.outcome().exit()).isZero();
            assertThat(two.outcome().exit()).isZero();
            assertThat(tree.builds()).hasSize(1);
        }

        @Test
        void takesOverTheLockOfADeadBuild() throws Exception {
            Process dead = new ProcessBuilder("true").start();
            dead.waitFor();
            Files.createDirectories(tree.root().resolve("target"));
            Files.createSymbolicLink(tree.root().resolve("target/dab.lock"), Path.of(Long.toString(dead.pid())));

            assertThat(tree.run("version").exit()).isZero();
            assertThat(tree.root().resolve("target")).isDirectoryNotContaining("glob:**dab.lock*");
        }

        @Test
        void runsTheWholeTestSuite() throws Exception {
            LauncherTree.Outcome outcome = tree.run("test", "-pl", "cli");

            assertThat(outcome.out()).contains("mvnw with " + folder.resolve("jdk"));
            assertThat(tree.builds()).containsExactly("mvnw -B -T2 verify -pl cli");
        }

        @Test
        void worksThroughLinksAndWithSpacesInItsPath() throws Exception {
            Path spaced = folder.resolve("a folder");
            Files.move(tree.root(), spaced);
            Path link = Files.createSymbolicLink(folder.resolve("dab-link"), Path.of("a folder/dab"));
            Path second = Files.createSymbolicLink(folder.resolve("second"), link);

            LauncherTree.Outcome outcome =
                    tree.start(second.toString(), "search", "two words", "").outcome();

            assertThat(outcome.exit()).isZero();
            assertThat(outcome.out())
                    .contains("-Ddab.server=" + spaced + "/api/target/server", "-Ddab.command=" + second)
                    .endsWith("search two words \n");
        }
    }
}
