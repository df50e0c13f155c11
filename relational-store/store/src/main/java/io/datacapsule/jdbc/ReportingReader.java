package io.datacapsule.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;

/** An account that may read the views of the schema {@code reporting} and nothing else. */
final class ReportingReader {

    private static final String WHAT = "The account for reports cannot be set up";

    private ReportingReader() {}

    /** Makes the account, or gives it another password. */
    static void admit(DataSource database, String name, String password) {
        try (Connection connection = database.getConnection()) {
            DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES);
            Name role = DSL.name(name);
            if (sql.fetchOptional("select 1 from pg_roles where rolname = {0}", DSL.inline(name))
                    .isEmpty()) {
                sql.execute("create role {0}", role);
            }
            sql.execute("alter role {0} with login nosuperuser connection limit 10", role);
            sql.execute("alter role {0} set default_transaction_read_only = on", role);
            sql.execute("alter role {0} set statement_timeout = '60s'", role);
            sql.execute("grant usage on schema reporting to {0}", role);
            sql.execute("grant select on all tables in schema reporting to {0}", role);
            // hashed here, so that the password is in no statement
            connection.unwrap(PGConnection.class).alterUserPassword(name, password.toCharArray(), "scram-sha-256");
        } catch (SQLException e) {
            throw CopyTables.failure(WHAT, e);
        } catch (DataAccessException e) {
            throw JooqReportingTables.failure(WHAT, e);
        }
    }
}
