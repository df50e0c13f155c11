package io.datacapsule.search;

/**
 * Finds words in ASCII text where {@link NameAnalyzer} would cut them, without cutting: hits are shown by the hundred thousand a
 * second, and most of what they hold is ASCII.
 */
final class AsciiWords {

    private AsciiWords() {}

    /** Whether the text holds a word that is {@code word}, given in lower case, or, unless {@code whole}, begins so. */
    static boolean holds(String text, String word, boolean whole) {
        int last = text.length() - word.length();
        for (int at = 0; at <= last; at++) {
            if (text.regionMatches(true, at, word, 0, word.length())
                    && edge(text, at)
                    && (!whole || edge(text, at + word.length()))
                    && unbroken(text, at, at + word.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean unbroken(String text, int from, int to) {
        for (int at = from + 1; at < to; at++) {
            if (edge(text, at)) {
                return false;
            }
        }
        return true;
    }

    /** Whether one word ends and another begins between two characters. */
    private static boolean edge(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        return !Character.isLetterOrDigit(before)
                || !Character.isLetterOrDigit(after)
                || (Character.isLowerCase(before) && Character.isUpperCase(after));
    }
}
