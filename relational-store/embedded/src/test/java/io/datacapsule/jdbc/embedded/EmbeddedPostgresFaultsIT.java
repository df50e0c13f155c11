package io.datacapsule.jdbc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InternalFailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must go well after something went wrong: killed processes, stale files, a full disk. */
class EmbeddedPostgresFaultsIT {

    @TempDir
    Path home;

    @Test
    void startsItsProcessAgainWhenThatIsKilled() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            Sql.run(server, "create table committed (word text); insert into committed values ('kept')");
            long before = server.pid();

            kill(before);

            assertThat(Sql.runWhenItAnswers(server, "insert into committed values ('more') returning word"))
                    .isEqualTo("more");
            assertThat(Sql.run(server, "select count(*) from committed")).isEqualTo("2");
            await(() -> server.isAlive() && server.pid() != before);
        }
    }

    @Test
    void stopsTheServerThatAKilledProgramLeftBehind() throws Exception {
        ServingProgram.Running program = ServingProgram.start(List.of(), Path.of("/"), home);
        program.process().destroyForcibly().waitFor();
        assertThat(runs(program.postgres())).isTrue();

        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(server.pid()).isNotEqualTo(program.postgres());
            assertThat(runs(program.postgres())).isFalse();
            assertThat(Sql.run(server, "select word from written")).isEqualTo("before");
        }
    }

    @Test
    void recoversWhenProgramAndServerWereKilled() throws Exception {
        ServingProgram.Running program = ServingProgram.start(List.of(), Path.of("/"), home);
        program.process().destroyForcibly().waitFor();
        kill(program.postgres());

        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(Sql.run(server, "select word from written")).isEqualTo("before");
        }
    }

    @Test
    void isNotStoppedByAStaleFileThatNamesAProcessOfSomebodyElse() throws Exception {
        EmbeddedPostgres.start(home).close();
        Process bystander = bystander();
        try {
            writePidFile(bystander.pid());

            try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
                assertThat(Sql.run(server, "select 1")).isEqualTo("1");
            }

            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void leavesTheServerOfACopiedFolderAlone(@TempDir Path other) throws Exception {
        try (EmbeddedPostgres original = EmbeddedPostgres.start(home)) {
            EmbeddedPostgres.start(other).close();
            Files.copy(home.resolve("postgres/data/postmaster.pid"), other.resolve("postgres/data/postmaster.pid"));

            try (EmbeddedPostgres copy = EmbeddedPostgres.start(other)) {
                assertThat(copy.pid()).isNotEqualTo(original.pid());
                assertThat(Sql.run(original, "select 1")).isEqualTo("1");
            }
            assertThat(original.isAlive()).isTrue();
        }
    }

    @Test
    void saysThatTheDiskIsFullAndStartsWhenThereIsRoom() throws Exception {
        Path small = Files.createDirectory(home.resolve("small"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", small.toString()) == 0,
                "No small file system can be mounted here");
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.start(small))
                    .isInstanceOfSatisfying(
                            InternalFailureException.class,
                            failure -> assertThat(failure.code()).isEqualTo("disk_full"))
                    .hasMessageContaining("free some space");

            assertThat(run("mount", "-o", "remount,size=300m", small.toString()))
                    .isZero();
            try (EmbeddedPostgres server = EmbeddedPostgres.start(small)) {
                assertThat(Sql.run(server, "select 1")).isEqualTo("1");
            }
        } finally {
            run("umount", "-l", small.toString());
        }
    }

    /** A process under the account that runs PostgreSQL, which that one would take for a server. */
    private Process bystander() throws Exception {
        List<String> command =
                new ArrayList<>(Account.candidates(home).getFirst().prefix());
        command.addAll(List.of("sleep", "600"));
        return new ProcessBuilder(command).start();
    }

    private void writePidFile(long pid) throws Exception {
        Path data = home.resolve("postgres/data");
        Path file = data.resolve("postmaster.pid");
        Files.writeString(file, pid + "\n/proc/self/cwd\n1795434008\n23456\n\n127.0.0.1\n 16039946 5\nready\n");
        Files.setOwner(file, Files.getOwner(data));
    }

    private boolean runs(long pid) {
        return new Postmaster(pid, home.resolve("postgres/data"), Postmaster.clusterName(home.resolve("postgres/data")))
                .alive();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for two minutes").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void kill(long pid) throws Exception {
        assertThat(run("/bin/sh", "-c", "kill -KILL " + pid)).isZero();
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
