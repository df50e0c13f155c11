package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SQL rewritten for the parser: on one line, each token remembered with its place in the original, and what the parser could not
 * read as it is kept aside under a mark: {@code "~7"} in place of a name, {@code '~7'} of a string.
 */
final class Emission {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> aside = new ArrayList<>();
    private final Map<Object, String> marks = new HashMap<>();
    private int[] placed = new int[256];
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int count;
    private boolean unionByName;

    /** Writes text in place of tokens of the original. */
    void write(String sql, int start, int end) {
        if (count == placed.length) {
            placed = Arrays.copyOf(placed, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        if (!text.isEmpty()) {
            text.append(' ');
        }
        placed[count] = text.length();
        starts[count] = start;
        ends[count] = end;
        count++;
        text.append(sql);
    }

    void write(Token token) {
        write(token.text(), token.start(), token.end());
    }

    /** Writes text that stands for nothing but follows the token. */
    void add(String sql, Token near) {
        write(sql, near.start(), near.end());
    }

    /** Writes a name that the parser cannot mistake for anything else. */
    void writeName(Name name, Token near) {
        write(mark(name), near.start(), near.end());
    }

    void writeString(Token token) {
        aside.add(token.text());
        write("'~" + (aside.size() - 1) + "'", token.start(), token.end());
    }

    /** Keeps something aside and answers the quoted name that stands for it. */
    String mark(Object kept) {
        String known = marks.get(kept);
        if (known != null) {
            return known;
        }
        aside.add(kept);
        String mark = "\"~" + (aside.size() - 1) + "\"";
        if (kept instanceof Name) {
            marks.put(kept, mark);
        }
        return mark;
    }

    /** What a name in the parsed tree stands for, or null if for itself. */
    @Nullable
    Object kept(@Nullable String name) {
        if (name == null || name.length() < 4 || name.charAt(0) != '"' || name.charAt(1) != '~') {
            return null;
        }
        int number = 0;
        for (int i = 2; i < name.length() - 1; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            number = number * 10 + digit;
        }
        return number < aside.size() ? aside.get(number) : null;
    }

    void unionsByName() {
        unionByName = true;
    }

    boolean areUnionsByName() {
        return unionByName;
    }

    String text() {
        return text.toString();
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The place in the original of a place in the rewritten text. */
    int start(int offset) {
        int token = tokenAt(offset);
        return token < 0 ? 0 : starts[token];
    }

    /** The end in the original of the token at a place in the rewritten text. */
    int end(int offset) {
        int token = tokenAt(offset);
        return token < 0 ? 0 : ends[token];
    }

    private int tokenAt(int offset) {
        int found = Arrays.binarySearch(placed, 0, count, offset);
        return found >= 0 ? found : -found - 2;
    }
}
