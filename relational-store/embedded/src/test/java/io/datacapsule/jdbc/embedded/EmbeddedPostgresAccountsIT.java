package io.datacapsule.jdbc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Root and others: PostgreSQL refuses root, so root must lend it another account. Runs only as root. */
class EmbeddedPostgresAccountsIT {

    @TempDir
    Path folder;

    @BeforeEach
    void onlyAsRoot() throws IOException {
        Assumptions.assumeTrue(uid(folder) == 0, "Only root can try what root can do");
    }

    @Test
    void runsForRootInAFolderThatNobodyElseCanReach() throws Exception {
        Path home = folder.resolve("home");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(uidOfProcess(server)).isNotZero();
            assertThat(Sql.run(server, "select 1")).isEqualTo("1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void runsForRootInAFolderThatEverybodyCanReach() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        everybodyMayPass(folder);
        everybodyMayPass(home);

        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(uidOfProcess(server)).isNotZero();
            assertThat(home.resolve("runtime")).isDirectory();
        }
    }

    @Test
    void worksForTheOwnerOfTheFolderWhenRootIsNot() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        everybodyMayPass(folder);
        UserPrincipal owner =
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("daemon");
        Files.setOwner(home, owner);

        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(uidOfProcess(server)).isEqualTo(uid(home));
            assertThat(Files.getOwner(home.resolve("postgres/data"))).isEqualTo(owner);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"setpriv", "runuser", "su", "unshare"})
    void canUseEachWayToAnotherAccount(String way) throws Exception {
        Layout layout = Layout.make(folder.resolve("home"));
        Path cluster = Files.createDirectory(layout.unfinishedData());
        Account account = Account.candidates(layout.home()).stream()
                .filter(candidate -> candidate.way().startsWith(way))
                .findFirst()
                .orElseThrow();
        if (account.owner() != null) {
            Trees.own(cluster, account.owner());
        }
        Path place = account.reaches(layout.binaries()) ? layout.binaries() : Path.of("/var/lib/dab");

        Programs.Outcome outcome = new Programs(account, Binaries.install(place), layout).probe(cluster);

        assertThat(outcome.output()).contains("postgres (PostgreSQL) " + Binaries.majorVersion());
        assertThat(outcome.ok()).isTrue();
    }

    @Test
    void runsForAnOrdinaryUserAndAfterwardsForRoot() throws Exception {
        everybodyMayPass(folder);
        Path programs = copyOfTheClassPath();
        Path home = Files.createDirectory(folder.resolve("home"));
        UserPrincipal nobody =
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(home, nobody);

        ServingProgram.Running program = ServingProgram.start(
                List.of("setpriv", "--reuid=" + uid(home), "--regid=" + uid(home), "--clear-groups"), programs, home);
        assertThat(program.user()).isEqualTo("nobody");
        program.process().destroyForcibly().waitFor();

        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(Sql.run(server, "select word from written")).isEqualTo("before");
        }
    }

    /** Where an ordinary user can read it; our own is below root's home. */
    private Path copyOfTheClassPath() throws IOException {
        Path target = Files.createDirectory(folder.resolve("classes"));
        for (Path entry : ServingProgram.classPathEntries()) {
            try (var files = Files.walk(entry)) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    Path copy = target.resolve(file.toString().substring(1));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        try (var all = Files.walk(target)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                everybodyMayPass(path);
            }
        }
        return target;
    }

    private static void everybodyMayPass(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static int uidOfProcess(EmbeddedPostgres server) throws IOException {
        return uid(Path.of("/proc", String.valueOf(server.pid())));
    }

    private static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }
}
