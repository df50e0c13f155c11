package io.datacapsule.api.airflow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of an instance, as far as it matters. */
final class VersionNumber {

    private static final Pattern BEGINNING = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4}).*");

    private VersionNumber() {}

    /** Whether that version is older than {@code major.minor}; not if it cannot be read. */
    static boolean before(String version, int major, int minor) {
        Matcher matcher = BEGINNING.matcher(version);
        if (!matcher.matches()) {
            return false;
        }
        int first = Integer.parseInt(matcher.group(1));
        return first < major || (first == major && Integer.parseInt(matcher.group(2)) < minor);
    }
}
