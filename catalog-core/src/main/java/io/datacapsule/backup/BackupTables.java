package io.datacapsule.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The relational store as whole tables, row by row as text in the format of PostgreSQL's {@code COPY}: a line a row, tabs between
 * columns, so that a row never holds a line break of its own. The first column is the primary key. Safe for use by many threads; every method throws
 * {@link io.datacapsule.model.UnavailableException} while the store is away.
 */
public interface BackupTables {

    /** The tables of this version. */
    TableLayout layout();

    /** All tables as they are now, whatever is written meanwhile. */
    View view();

    /** Begins to replace what all tables hold. Others read what was there until it is committed, and wait to write. */
    Replacement replace();

    /** Tables at one point in time. Used by one thread at a time. */
    interface View extends AutoCloseable {

        /** The ingestions that have not ended. */
        Set<UUID> openJobs();

        /** Writes all rows of a table with the columns of the layout, by primary key, and answers how many. */
        long copy(String table, OutputStream out) throws IOException;

        @Override
        void close();
    }

    /** Tables that are replaced as a whole or not at all. Used by one thread. */
    interface Replacement extends AutoCloseable {

        /**
         * Adds rows of these columns to a table, which holds nothing but what was added here, and answers how many.
         *
         * @throws io.datacapsule.model.InvalidArtifactException {@code backup_invalid} if the table cannot take them
         */
        long load(String table, List<String> columns, InputStream rows) throws IOException;

        /** Ends the ingestions that have not ended: as completed at that revision if listed, else as interrupted. */
        void endOpenJobs(Set<UUID> completed, long revision);

        /** Makes it durable and seen. */
        void commit();

        /** Takes it back unless it was committed. */
        @Override
        void close();
    }
}
