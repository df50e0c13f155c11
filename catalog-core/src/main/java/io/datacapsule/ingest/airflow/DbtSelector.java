package io.datacapsule.ingest.airflow;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One selector of dbt, as far as such are read.
 *
 * @param method      what is compared
 * @param value       with what
 * @param ancestors   how far upstream of what is selected the selection goes
 * @param descendants how far downstream
 */
record DbtSelector(Method method, String value, int ancestors, int descendants) {

    /** What a selector compares. */
    enum Method {
        NAME,
        TAG,
        PATH,
        PACKAGE,
        SOURCE
    }

    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{0,4})(\\+))?(?:(name|fqn|tag|path|package|source|resource_name):)?([^+*@:\\[\\]]+)"
                    + "(?:(\\+)(\\d{0,4}))?");

    /** The selector; null if it is of another kind than those that are read. */
    static @Nullable DbtSelector parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return null;
        }
        return new DbtSelector(
                method(form.group(3), form.group(4)),
                form.group(4),
                depth(form.group(2), form.group(1)),
                depth(form.group(5), form.group(6)));
    }

    private static Method method(@Nullable String told, String value) {
        if (told == null) {
            return value.contains("/") || value.endsWith(".sql") ? Method.PATH : Method.NAME;
        }
        return switch (told) {
            case "name", "fqn", "resource_name" -> Method.NAME;
            default -> Method.valueOf(told.toUpperCase(Locale.ROOT));
        };
    }

    private static int depth(@Nullable String plus, @Nullable String steps) {
        if (plus == null) {
            return 0;
        }
        return steps == null || steps.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(steps);
    }
}
