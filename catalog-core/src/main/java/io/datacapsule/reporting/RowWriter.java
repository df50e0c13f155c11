package io.datacapsule.reporting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes rows that come and go. Used by one thread. */
public interface RowWriter {

    /** Writes a row in place of the one with the same key, if there is one. */
    void put(ReportTable table, List<@Nullable Object> row);

    /** Takes the row with that key away, if there is one. */
    void remove(ReportTable table, List<@Nullable Object> key);
}
