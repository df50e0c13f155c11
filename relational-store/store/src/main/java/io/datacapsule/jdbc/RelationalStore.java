package io.datacapsule.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datacapsule.access.AccessKeys;
import io.datacapsule.access.BrowserSessions;
import io.datacapsule.audit.AuditTrail;
import io.datacapsule.backup.BackupTables;
import io.datacapsule.backup.TableLayout;
import io.datacapsule.ingest.IngestionJobs;
import io.datacapsule.jdbc.migrations.Migrations;
import io.datacapsule.reporting.ReportingTables;
import io.datacapsule.telemetry.Telemetry;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The relational store: the ports that PostgreSQL keeps for us. Opening it needs no database that answers: calls throw
 * {@link io.datacapsule.model.UnavailableException} within a few seconds while there is none, and work as soon as there is
 * one. Safe for use by many threads.
 */
public final class RelationalStore implements AutoCloseable {

    /** How long a caller waits for a connection. */
    private static final int CONNECT_MILLISECONDS = 3_000;

    /** How many callers have a connection at once; one more is for signs of life. */
    private static final int TURNS = 10;

    /** How long a caller waits for its turn. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How long the database may be silent in the midst of a call before the connection is given up. */
    private static final int SILENCE_SECONDS = 30;

    private final HikariDataSource pool;
    private final DataSource patient;
    private final Queries queries;

    private RelationalStore(HikariDataSource pool, DataSource patient, DSLContext sql) {
        this.pool = pool;
        this.patient = patient;
        this.queries = new Queries(sql, new Turns(TURNS, PATIENCE));
    }

    /** Opens the store of that database, which needs not answer yet. */
    public static RelationalStore open(DatabaseUrl url) {
        return open(url, Telemetry.NONE);
    }

    /** The same, and tells of each statement. */
    public static RelationalStore open(DatabaseUrl url, Telemetry telemetry) {
        quiet("org.jooq.no-logo");
        quiet("org.jooq.no-tips");
        PGSimpleDataSource pooled = dataSource(url);
        pooled.setSocketTimeout(SILENCE_SECONDS);
        HikariConfig config = new HikariConfig();
        config.setPoolName("dab");
        config.setDataSource(pooled);
        config.setConnectionTimeout(CONNECT_MILLISECONDS);
        config.setValidationTimeout(CONNECT_MILLISECONDS - 500);
        config.setInitializationFailTimeout(-1);
        config.setMinimumIdle(1);
        config.setMaximumPoolSize(TURNS + 1);
        HikariDataSource pool = new HikariDataSource(config);
        // Migrations and whole tables may take as long as they take, so they do without the pool's limits.
        ExecuteListener statements = new StatementTelemetry(telemetry);
        DSLContext sql = DSL.using(pool, SQLDialect.POSTGRES);
        sql.configuration().set(statements);
        return new RelationalStore(pool, dataSource(url), sql);
    }

    /** The record of ingestion jobs, as a server sees it that has no name yet. */
    public IngestionJobs jobs() {
        return jobs(UUID.randomUUID());
    }

    /** The record of ingestion jobs, as the server of that name sees it: those that it saves first are its own. */
    public IngestionJobs jobs(UUID server) {
        return new JooqIngestionJobs(queries, server);
    }

    /** The keys that were handed out. */
    public AccessKeys keys() {
        return new JooqAccessKeys(queries);
    }

    /** The sessions of browsers. */
    public BrowserSessions sessions() {
        return new JooqBrowserSessions(queries);
    }

    /** The record of who changed what. */
    public AuditTrail audit() {
        return new JooqAuditTrail(queries);
    }

    /** The schema's migrations on this database. */
    public Migrations migrations() {
        return new Migrations(patient);
    }

    /** The tables as a whole. */
    public BackupTables tables() {
        return new CopyTables(patient);
    }

    /** The copy of the graph for tools that ask in SQL. Each call answers another one, to be closed by the caller. */
    public ReportingTables reporting() {
        return new JooqReportingTables(patient);
    }

    /**
     * Lets an account read the reporting views and nothing else; it is made, or gets that password. For a database in which nobody
     * else gives out accounts.
     */
    public void admitReader(String role, String password) {
        ReportingReader.admit(patient, role, password);
    }

    /** Makes {@code pg_stat_statements} readable where the server has it loaded and nobody did so before. */
    public void offerStatementStatistics() {
        queries.run(sql -> {
            StatementStatistics.offer(sql);
            return true;
        });
    }

    /** The tables of this version. */
    public static TableLayout layout() {
        return CopyTables.known();
    }

    /**
     * Asks the database for a sign of life.
     *
     * @throws io.datacapsule.model.UnavailableException if there is none
     */
    public void ping() {
        queries.runAtOnce(sql -> sql.selectOne().fetch());
    }

    /** Closes all connections. */
    @Override
    public void close() {
        pool.close();
    }

    private static PGSimpleDataSource dataSource(DatabaseUrl url) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setConnectTimeout(CONNECT_MILLISECONDS / 1_000);
        database.setLoginTimeout(CONNECT_MILLISECONDS / 1_000);
        database.setTcpKeepAlive(true);
        database.setApplicationName("dab");
        // What the URL says wins over the settings above.
        database.setURL(url.jdbcUrl());
        if (!url.user().isEmpty()) {
            database.setUser(url.user());
        }
        if (!url.password().isEmpty()) {
            database.setPassword(url.password());
        }
        return database;
    }

    private static void quiet(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }
}
