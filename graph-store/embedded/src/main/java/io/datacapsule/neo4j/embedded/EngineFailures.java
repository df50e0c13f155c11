package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.CommitUnknownException;
import io.datacapsule.graph.DiskFull;
import io.datacapsule.graph.GraphMovedException;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.neo4j.graphdb.ConstraintViolationException;
import org.neo4j.graphdb.DatabaseShutdownException;
import org.neo4j.graphdb.TransactionFailureException;
import org.neo4j.graphdb.TransientFailureException;
import org.neo4j.internal.kernel.api.exceptions.schema.ConstraintValidationException;
import org.neo4j.io.locker.FileLockException;

/** Says in the words of the catalog why the engine did not start or could not do what it was asked to. */
final class EngineFailures {

    private EngineFailures() {}

    /** What a failure to start means. */
    static CatalogException atStart(Path home, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof FileLockException || text.contains("lock file has been locked")) {
                return new UnavailableException(
                        "graph_store_in_use",
                        "The graph store in '" + home + "' is in use by another process. Stop that one first, or choose"
                                + " another folder.",
                        failure);
            }
            if (DiskFull.caused(cause)) {
                return new InternalFailureException(
                        DiskFull.CODE,
                        "The disk that holds '" + home + "' is full. Free some space and start again.",
                        failure);
            }
            if (cause instanceof IOException && cause.getCause() == null) {
                return new InternalFailureException(
                        "graph_store_unusable",
                        "The graph store in '" + home + "' cannot be used: " + EngineFiles.reason(cause) + ".",
                        failure);
            }
        }
        return new InternalFailureException(
                "graph_store_unusable",
                "The graph store in '" + home + "' does not start; its logs are in '" + home.resolve("logs") + "'.",
                failure);
    }

    /** What a failure before a commit means: nothing was changed. */
    static RuntimeException translate(Exception failure) {
        if (failure instanceof CatalogException known) {
            return known;
        }
        if (failure instanceof CommitUnknownException unknown) {
            return unknown;
        }
        if (failure instanceof GraphMovedException moved) {
            return moved;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (DiskFull.caused(cause)) {
                return new InternalFailureException(
                        DiskFull.CODE, "The disk of the graph store is full. Free some space and try again.", failure);
            }
            if (cause instanceof ConstraintViolationException || cause instanceof ConstraintValidationException) {
                return new InternalFailureException(
                        "graph_mismatch",
                        "The change does not fit the graph in the database: something it creates is there already.",
                        failure);
            }
            if (text.contains("memory pool limit") || text.contains("memory.transaction")) {
                return new InternalFailureException(
                        "graph_out_of_memory",
                        "The graph store has not enough memory for this change. Give the server more heap.",
                        failure);
            }
            if (cause instanceof DatabaseShutdownException
                    || cause instanceof TransientFailureException
                    || cause instanceof TransactionFailureException) {
                return new UnavailableException(
                        "graph_unavailable",
                        "The graph store does not take changes at the moment. Reading the graph goes on; try writing again"
                                + " later.",
                        failure);
            }
        }
        return new InternalFailureException(
                "graph_failure", "The graph store could not do what it was asked to.", failure);
    }
}
