package io.datacapsule.reporting;

import java.util.Optional;

/**
 * The tables that hold the copy of the graph. Of all programs that share them one at a time feeds them. Used by one thread, but for
 * {@link #close}; every other method throws {@link io.datacapsule.model.UnavailableException} while the database is away, and
 * then starts anew with the next {@link #acquire}.
 */
public interface ReportingTables extends AutoCloseable {

    /** Whether this program is the one to feed them, now and until it closes them or loses its connection. */
    boolean acquire();

    /** What they are a copy of. */
    Fed fed();

    /** Notes that they are a copy of the graph at this moment as well. */
    void checked();

    /**
     * The first tables that somebody emptied as a whole, if anybody did and it was not {@link #forgetEmptied forgotten}. Not what
     * was done to a database of which this one is a restored copy, nor more than a day ago.
     */
    Optional<Emptied> emptied();

    /** Forgets that this happened. */
    void forgetEmptied(Emptied emptied);

    /**
     * Begins to change them; others see nothing of it before it is committed.
     *
     * @param whole whether what is not put is to go
     */
    Feeding begin(boolean whole);

    /** Lets go, at once, of what is under way too. May be called by any thread. */
    @Override
    void close();

    /** A change of the tables, done as a whole or not at all. */
    interface Feeding extends RowWriter, AutoCloseable {

        /**
         * Makes it durable and seen, together with what the tables are a copy of from now on, and answers how many rows were
         * written, changed or taken away. Rows that were put as they stood there are not touched.
         */
        long commit(Fed now);

        /** Takes it back unless it was committed. */
        @Override
        void close();
    }
}
