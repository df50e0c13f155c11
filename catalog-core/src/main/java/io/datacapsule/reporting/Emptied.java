package io.datacapsule.reporting;

import java.util.Set;

/**
 * Tables that somebody emptied as a whole, together.
 *
 * @param transaction the transaction of the database in which that happened
 * @param tables      which
 * @param by          the account of the database that did it
 */
public record Emptied(long transaction, Set<ReportTable> tables, String by) {

    /** Copies what could be changed from outside. */
    public Emptied {
        tables = Set.copyOf(tables);
    }
}
