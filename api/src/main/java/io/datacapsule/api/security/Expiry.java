package io.datacapsule.api.security;

import io.datacapsule.model.InvalidInputException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a key is to expire, as a caller says it. */
final class Expiry {

    private static final Pattern PERIOD = Pattern.compile("([1-9][0-9]{0,4})([hdw])");

    private Expiry() {}

    /**
     * The time that {@code text} names: hours, days or weeks from now ({@code 12h}, {@code 90d}, {@code 4w}), or a time in ISO 8601
     * with its zone.
     *
     * @throws InvalidInputException if it is neither, or lies in the past
     */
    static Instant of(String text, Instant now) {
        Instant time = time(text.strip(), now);
        if (!time.isAfter(now)) {
            throw new InvalidInputException("invalid_parameter", "expires must lie in the future; it is " + text + ".");
        }
        return time;
    }

    private static Instant time(String text, Instant now) {
        Matcher period = PERIOD.matcher(text);
        if (period.matches()) {
            int number = Integer.parseInt(period.group(1));
            return now.plus(
                    switch (period.group(2)) {
                        case "h" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        default -> Duration.ofDays(7L * number);
                    });
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.isBefore(Instant.parse("9999-12-31T00:00:00Z"))) {
                return time;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new InvalidInputException(
                "invalid_parameter",
                "expires takes a period such as 12h, 90d or 4w, or a time such as 2027-01-31T00:00:00Z; it is '"
                        + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'.");
    }
}
