package io.datacapsule.jdbc.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.ConflictException;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.UnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationsIT {

    /** Everything in the public schema, as far as it matters to whoever uses it. */
    private static final String SCHEMA = """
            select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
                   || ' ' || coalesce(column_default, '-') as thing
              from information_schema.columns where table_schema = 'public'
            union all
            select 'index ' || indexdef from pg_indexes where schemaname = 'public'
            union all
            select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
              from pg_constraint where connamespace = 'public'::regnamespace
            union all
            select 'routine ' || proname from pg_proc where pronamespace = 'public'::regnamespace
            order by thing
            """;

    @TempDir
    static Path home;

    private static TestServer server;
    private PGSimpleDataSource database;
    private Migrations migrations;

    @BeforeAll
    static void start() {
        server = new TestServer(home);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void emptyDatabase() throws SQLException {
        database = server.emptyDatabase();
        migrations = new Migrations(database);
    }

    @Test
    void tellsThatAllIsPendingInAnEmptyDatabaseWithoutChangingIt() throws SQLException {
        assertThat(migrations.current())
                .hasSameSizeAs(Scripts.SCHEMA.names())
                .allSatisfy(migration -> assertThat(migration.state()).isEqualTo(Migration.State.PENDING))
                .allSatisfy(migration -> assertThat(migration.appliedAt()).isNull());
        assertThat(schema()).isEmpty();
    }

    @Test
    void appliesWhatIsPendingOnce() {
        List<Migration> pending = migrations.current();

        assertThat(migrations.upgrade()).isEqualTo(pending);
        assertThat(migrations.upgrade()).isEmpty();
        assertThat(migrations.current())
                .allSatisfy(migration -> assertThat(migration.state()).isEqualTo(Migration.State.APPLIED))
                .allSatisfy(migration -> assertThat(migration.appliedAt()).isNotNull());
    }

    @Test
    void leavesAnEqualSchemaAfterTheWayDownAndUpAgain() throws SQLException {
        migrations.upgrade();
        List<String> first = schema();

        migrations.downgradeToBase();
        List<String> base = schema();
        migrations.upgrade();

        assertThat(first).anyMatch(thing -> thing.contains("ingestion_jobs.id uuid"));
        assertThat(base).isNotEmpty().allMatch(thing -> thing.contains("schema_changelog"));
        assertThat(schema()).isEqualTo(first);
    }

    @Test
    void leavesAnEqualSchemaAfterEachSingleStepDownAndUp() throws SQLException {
        migrations.upgrade();
        List<String> whole = schema();
        for (int steps = 1; steps <= Scripts.SCHEMA.names().size(); steps++) {
            assertThat(migrations.downgrade(steps)).hasSize(steps);
            migrations.upgrade();
            assertThat(schema()).isEqualTo(whole);
        }
    }

    @Test
    void goesOnFromASchemaThatWasRestoredWithoutRows() throws SQLException {
        migrations.upgrade();
        migrations.downgrade(1);
        List<String> restored = schema();
        run("delete from schema_changelog");

        assertThat(migrations.upgrade()).hasSize(1);
        assertThat(migrations.current())
                .allSatisfy(migration -> assertThat(migration.state()).isEqualTo(Migration.State.APPLIED));
        migrations.downgrade(1);
        assertThat(schema()).isEqualTo(restored);
    }

    @Test
    void refusesTablesOfWhichItIsNotToldHowFarTheyWereBrought() throws SQLException {
        migrations.upgrade();
        run("delete from schema_changelog; comment on table schema_changelog is null");

        assertThatThrownBy(migrations::upgrade)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("schema_changelog is empty");
    }

    @Test
    void undoesOnlyTheLatestOfTwo() throws SQLException {
        Migrations two = scripts("newer");
        two.upgrade();

        List<Migration> undone = two.downgrade(1);

        assertThat(undone).extracting(Migration::description).containsExactly("second");
        assertThat(two.current())
                .extracting(Migration::state)
                .containsExactly(Migration.State.APPLIED, Migration.State.PENDING);
        assertThat(schema()).contains("routine answer").noneMatch(thing -> thing.contains("second"));
    }

    @Test
    void undoesNothingInAnEmptyDatabase() {
        assertThat(migrations.downgrade(1)).isEmpty();
        assertThat(migrations.downgradeToBase()).isEmpty();
    }

    @Test
    void leavesNothingOfAMigrationThatFails() throws SQLException {
        Migrations broken = scripts("broken");

        assertThatThrownBy(broken::upgrade)
                .isInstanceOf(InternalFailureException.class)
                .hasMessageContaining("no number");

        assertThat(broken.current())
                .extracting(Migration::state)
                .containsExactly(Migration.State.APPLIED, Migration.State.PENDING);
        assertThat(schema()).contains("routine answer").noneMatch(thing -> thing.contains("second"));
    }

    @Test
    void refusesADatabaseThatANewerVersionUpgraded() throws SQLException {
        scripts("newer").upgrade();
        Migrations older = scripts("older");
        List<String> before = schema();

        assertThat(older.current())
                .extracting(Migration::state)
                .containsExactly(Migration.State.APPLIED, Migration.State.UNKNOWN);
        assertThatThrownBy(older::upgrade).isInstanceOf(ConflictException.class).hasMessageContaining("newer version");
        assertThatThrownBy(() -> older.downgrade(1)).isInstanceOf(ConflictException.class);
        assertThat(schema()).isEqualTo(before);
    }

    @Test
    void appliesEachOnceWhenManyProgramsStartTogether() throws Exception {
        List<Callable<List<Migration>>> programs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            programs.add(() -> new Migrations(database, new Scripts("/migrations/newer")).upgrade());
        }

        List<Migration> applied = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Migration>> program : threads.invokeAll(programs)) {
                applied.addAll(program.get());
            }
        }

        assertThat(applied).extracting(Migration::description).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setURL("jdbc:postgresql://127.0.0.1:1/dab");

        assertThatThrownBy(new Migrations(nowhere)::current).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(new Migrations(nowhere)::upgrade).isInstanceOf(UnavailableException.class);
    }

    private Migrations scripts(String folder) {
        return new Migrations(database, new Scripts("/migrations/" + folder));
    }

    private void run(String statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private List<String> schema() throws SQLException {
        return TestServer.rows(database, SCHEMA);
    }
}
