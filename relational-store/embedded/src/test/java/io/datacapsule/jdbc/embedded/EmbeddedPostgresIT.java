package io.datacapsule.jdbc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InternalFailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What anybody may expect of a database: it starts, keeps what it was given, and lets in only who has the password. */
class EmbeddedPostgresIT {

    @TempDir
    Path home;

    @Test
    void startsInAnEmptyFolderAndKeepsItsDataOverARestart() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(server.isAlive()).isTrue();
            assertThat(Sql.run(server, "select current_database() || current_setting('fsync')"))
                    .isEqualTo("dabon");
            Sql.run(server, "create table kept (word text); insert into kept values ('ü 漢 😀')");
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(Sql.run(server, "select word from kept")).isEqualTo("ü 漢 😀");
        }
    }

    @Test
    void endsItsProcessWhenItIsClosed() {
        EmbeddedPostgres server = EmbeddedPostgres.start(home);

        server.close();
        server.close();

        assertThat(server.isAlive()).isFalse();
        assertThat(Postmaster.running(home.resolve("postgres/data"))).isEmpty();
        assertThatThrownBy(() -> Sql.run(server, "select 1")).hasMessageContaining("refused");
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(server.password()).hasSizeGreaterThanOrEqualTo(32);
            assertThat(server.toString()).doesNotContain(server.password());
        }
    }

    @Test
    void keepsItsFilesFromEverybodyElse() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(server.isAlive()).isTrue();
            assertThat(permissions("postgres")).isEqualTo("rwx------");
            assertThat(permissions("postgres/data")).isEqualTo("rwx------");
            assertThat(permissions("postgres/password")).isEqualTo("rw-------");
            assertThat(permissions("postgres/postgres.log")).isEqualTo("rw-------");
            assertThat(Files.readString(home.resolve("postgres/postgres.log"))).doesNotContain(server.password());
        }
        try (var files = Files.list(home.resolve("postgres"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("data", "password", "postgres.log");
        }
    }

    @Test
    void makesANewPasswordWhenTheFileIsLost() throws Exception {
        String before;
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            before = server.password();
        }
        Files.delete(home.resolve("postgres/password"));

        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(server.password()).isNotEqualTo(before);
            assertThat(Sql.run(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void beginsAnewWhereAnEarlierFirstStartWasCutOff() throws Exception {
        Path unfinished = Files.createDirectories(home.resolve("postgres/data.new/base"));
        Files.writeString(unfinished.resolve("half"), "written");

        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(Sql.run(server, "select 1")).isEqualTo("1");
        }
        assertThat(home.resolve("postgres/data.new")).doesNotExist();
    }

    @Test
    void refusesTheDataOfAnotherVersion() throws Exception {
        Path data = Files.createDirectories(home.resolve("postgres/data"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                .isInstanceOf(InternalFailureException.class)
                .hasMessageContaining("was made by PostgreSQL 17, and this version brings PostgreSQL 18");
    }

    @Test
    void saysSoWhenTheHomeCannotBeAFolder() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");

        assertThatThrownBy(() -> EmbeddedPostgres.start(file.resolve("home")))
                .isInstanceOf(InternalFailureException.class)
                .hasMessageContaining("The data folder " + file.resolve("home") + " cannot be used");
    }

    private String permissions(String name) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name)));
    }
}
