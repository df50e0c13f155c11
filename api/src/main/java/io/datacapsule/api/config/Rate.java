package io.datacapsule.api.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many calls in so much time.
 *
 * @param calls at least 1
 * @param per   the time
 */
public record Rate(int calls, Duration per) {

    /** What variables with a rate take. */
    static final String TAKES =
            "a number of calls from 1 to 9999999 and a time, such as 10/second, 100/minute, 5000/hour or 100000/day";

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,6})\\s*/\\s*(second|minute|hour|day)");

    /**
     * The rate in that variable.
     *
     * @throws io.datacapsule.model.InvalidInputException if it is not understood
     */
    static Rate of(Variables variables, Variable.Word variable) {
        String text = variables.word(variable);
        Matcher parts = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw Variables.invalid(variable, text);
        }
        return new Rate(
                Integer.parseInt(parts.group(1)),
                switch (parts.group(2)) {
                    case "second" -> Duration.ofSeconds(1);
                    case "minute" -> Duration.ofMinutes(1);
                    case "hour" -> Duration.ofHours(1);
                    default -> Duration.ofDays(1);
                });
    }
}
