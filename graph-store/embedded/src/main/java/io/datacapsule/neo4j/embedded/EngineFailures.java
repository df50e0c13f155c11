package io.datacapsule.neo4j.embedded;

import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.neo4j.io.locker.FileLockException;

/** Says in the words of the catalog why the engine did not start. */
final class EngineFailures {

    private EngineFailures() {}

    static CatalogException translate(Path home, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof FileLockException || text.contains("lock file has been locked")) {
                return new UnavailableException(
                        "graph_store_in_use",
                        "The graph store in '" + home + "' is in use by another process. Stop that one first, or choose"
                                + " another folder.",
                        failure);
            }
            if (text.contains("no space left") || text.contains("disk quota exceeded")) {
                return new InternalFailureException(
                        "disk_full",
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
}
