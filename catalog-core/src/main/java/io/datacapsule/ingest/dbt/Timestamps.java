package io.datacapsule.ingest.dbt;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Reads points in time as the versions of dbt write them: ISO 8601 with an offset, or without one in UTC. */
final class Timestamps {

    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_DATE_TIME;

    /** What dbt writes for a source without rows. */
    private static final String NEVER = "0001-01-01";

    private Timestamps() {}

    /** The point in time to the microsecond; null if there is none, with a warning if it cannot be read. */
    static @Nullable Instant read(JsonCursor in) {
        String text = in.text();
        if (text == null || text.startsWith(NEVER)) {
            return null;
        }
        Instant instant = parse(text);
        if (instant == null) {
            in.warn("invalid_value", "Ignored: '" + text + "' is not a point in time");
        }
        return instant;
    }

    static @Nullable Instant parse(String text) {
        try {
            TemporalAccessor time =
                    ISO.parseBest(text.strip().replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
            OffsetDateTime at =
                    time instanceof LocalDateTime local ? local.atOffset(ZoneOffset.UTC) : OffsetDateTime.from(time);
            boolean plausible = at.getYear() >= 1900 && at.getYear() <= 9999;
            return plausible ? at.toInstant().truncatedTo(ChronoUnit.MICROS) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
