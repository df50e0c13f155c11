package io.datacapsule.query;

import org.jspecify.annotations.Nullable;

/** Cuts and searches text for people. */
final class Text {

    private Text() {}

    /** The text, or its beginning and an ellipsis if it is longer; never half a character. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }

    /** Whether the text contains the word, upper and lower case being the same. */
    static boolean contains(@Nullable String text, String word) {
        if (text == null) {
            return false;
        }
        int last = text.length() - word.length();
        for (int at = 0; at <= last; at++) {
            if (text.regionMatches(true, at, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
