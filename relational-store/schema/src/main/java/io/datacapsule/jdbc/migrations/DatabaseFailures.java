package io.datacapsule.jdbc.migrations;

import io.datacapsule.graph.DiskFull;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.UnavailableException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What errors of the database mean to the catalog. */
public final class DatabaseFailures {

    private DatabaseFailures() {}

    /** The failure that {@code thrown} is about, or empty if it is none that a database can have: then it is a defect. */
    public static Optional<CatalogException> of(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof CatalogException known) {
                return Optional.of(known);
            }
            if (at instanceof SQLException failure) {
                return Optional.ofNullable(of(failure));
            }
        }
        return Optional.empty();
    }

    private static @Nullable CatalogException of(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.equals("53100")) {
            return new InternalFailureException(
                    DiskFull.CODE,
                    "The disk of the database is full: nothing was written. Free some space and try again.",
                    failure);
        }
        if (state.equals("58030")) {
            return new InternalFailureException(
                    "database_storage_failed",
                    "The database cannot read or write its files; its log says why.",
                    failure);
        }
        if (state.equals("42P01") || state.equals("42703")) {
            return new UnavailableException(
                    "schema_outdated",
                    "The schema of the database is not the one of this version: run 'dab db upgrade'.",
                    failure);
        }
        if (state.equals("28P01") || state.equals("28000") || state.equals("3D000")) {
            return new UnavailableException(
                    "database_unavailable",
                    "The database refuses us: check account, password and database name in DATABASE_URL.",
                    failure);
        }
        boolean away = state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("25006")
                || failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException;
        if (away) {
            return new UnavailableException(
                    "database_unavailable",
                    "The relational database does not answer; what needs it works again when it does.",
                    failure);
        }
        return null;
    }
}
