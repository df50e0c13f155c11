package io.datacapsule.jdbc;

import io.datacapsule.jdbc.migrations.DatabaseFailures;
import io.datacapsule.model.CatalogException;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/** Runs queries in their turn, and says in the catalog's own words when the database fails. */
record Queries(DSLContext sql, Turns turns) {

    /** The result of that query. */
    <T> T run(Function<DSLContext, T> query) {
        return turns.take(() -> runAtOnce(query));
    }

    /** The same without waiting for a turn, on the connection that is kept for this. */
    <T> T runAtOnce(Function<DSLContext, T> query) {
        try {
            return query.apply(sql);
        } catch (DataAccessException e) {
            Optional<CatalogException> known = DatabaseFailures.of(e);
            if (known.isPresent()) {
                throw known.get();
            }
            throw e;
        }
    }
}
