package io.datacapsule.api.egress;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of hosts in the one form in which they are compared: ASCII, lower case, without the dot at the end. */
final class HostName {

    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

    /** What C libraries read as an address: a last part that is a number, also octal or hexadecimal. */
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)");

    private HostName() {}

    /** The name in that form; empty if it is none, or could be read as an address. */
    static Optional<String> of(String text) {
        String ascii;
        try {
            ascii = IDN.toASCII(text.strip()).toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return ascii.length() <= 253
                        && LABELS.matcher(ascii).matches()
                        && !NUMERIC.matcher(ascii).matches()
                ? Optional.of(ascii)
                : Optional.empty();
    }
}
