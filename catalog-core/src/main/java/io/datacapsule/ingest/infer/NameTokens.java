package io.datacapsule.ingest.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a name into whole words, lower case: at everything that is no letter or digit, and at the humps of camelCase. */
final class NameTokens {

    private NameTokens() {}

    /** The words of {@code name} in order; {@code customerID_2} gives customer, id, 2. */
    static List<String> of(String name) {
        List<String> tokens = new ArrayList<>(4);
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || !Character.isLetterOrDigit(name.charAt(i))) {
                add(name, start, i, tokens);
                start = i + 1;
            } else if (i > start && hump(name, i)) {
                add(name, start, i, tokens);
                start = i;
            }
        }
        return tokens;
    }

    /** The words without the digits that end them: {@code address2} gives address; a word of digits only is left out. */
    static List<String> withoutNumbers(String name) {
        List<String> tokens = new ArrayList<>(4);
        for (String token : of(name)) {
            int end = token.length();
            while (end > 0 && Character.isDigit(token.charAt(end - 1))) {
                end--;
            }
            if (end > 0) {
                tokens.add(token.substring(0, end));
            }
        }
        return tokens;
    }

    private static boolean hump(String name, int i) {
        if (!Character.isUpperCase(name.charAt(i))) {
            return false;
        }
        boolean acronymEnds = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
        return !Character.isUpperCase(name.charAt(i - 1)) || acronymEnds;
    }

    private static void add(String name, int start, int end, List<String> tokens) {
        if (end > start) {
            tokens.add(name.substring(start, end).toLowerCase(Locale.ROOT));
        }
    }
}
