package io.datacapsule.neo4j;

import io.datacapsule.graph.CommitUnknownException;
import io.datacapsule.graph.DiskFull;
import io.datacapsule.graph.GraphMovedException;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.UnavailableException;
import java.net.URI;
import java.util.Locale;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.DatabaseException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransientException;

/** Says in the words of the catalog what went wrong between us and the graph database. */
final class Neo4jFailures {

    /** The code of a change that does not fit the graph in the database. */
    static final String MISMATCH = "graph_mismatch";

    private final URI uri;

    Neo4jFailures(URI uri) {
        this.uri = uri;
    }

    /** What a failure before the commit means: nothing was changed. */
    RuntimeException translate(RuntimeException failure) {
        if (failure instanceof CatalogException
                || failure instanceof CommitUnknownException
                || failure instanceof GraphMovedException) {
            return failure;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException || cause instanceof SecurityException) {
                return new UnavailableException(
                        "graph_unavailable",
                        "The graph database at " + uri + " refuses these credentials; check NEO4J_USERNAME and"
                                + " NEO4J_PASSWORD.",
                        failure);
            }
            if (DiskFull.caused(cause)) {
                return new InternalFailureException(
                        DiskFull.CODE,
                        "The disk of the graph database is full. Free some space and try again.",
                        failure);
            }
            if (cause instanceof Neo4jException e && code(e).contains("constraintvalidationfailed")) {
                return new InternalFailureException(
                        MISMATCH,
                        "The change does not fit the graph in the database: something it creates is there already.",
                        failure);
            }
            if (isAway(cause)) {
                return new UnavailableException(
                        "graph_unavailable",
                        "The graph database at " + uri
                                + " does not answer. Reading the graph goes on; try writing again" + " later.",
                        failure);
            }
        }
        return new InternalFailureException(
                "graph_failure", "The graph database could not do what it was asked to.", failure);
    }

    /** What a failure of the commit itself means. */
    RuntimeException translateAtCommit(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isAway(cause) || cause instanceof DatabaseException) {
                return new CommitUnknownException("the graph database did not answer a commit", failure);
            }
        }
        return translate(failure);
    }

    /** Whether the schema could not be changed because others change it too. */
    static boolean mayWorkLater(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientException
                    || (cause instanceof Neo4jException e && code(e).contains("clienterror.schema"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAway(Throwable cause) {
        return switch (cause) {
            case ServiceUnavailableException _, SessionExpiredException _ -> true;
            case TransientException e -> true;
            case Neo4jException e ->
                code(e).contains("databaseunavailable")
                        || code(e).contains("databasenotfound")
                        || code(e).contains("terminated")
                        || code(e).contains("transactiontimedout");
            case IllegalStateException e -> String.valueOf(e.getMessage()).contains("driver has already been closed");
            default -> false;
        };
    }

    private static String code(Neo4jException e) {
        return String.valueOf(e.code()).toLowerCase(Locale.ROOT);
    }
}
