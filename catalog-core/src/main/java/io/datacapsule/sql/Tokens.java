package io.datacapsule.sql;

import java.util.Arrays;
import java.util.List;

/** The tokens of a script with the partner of each parenthesis, bracket and brace. */
final class Tokens {

    private static final Token END = new Token(Token.Kind.SYMBOL, "", 0, 0);

    private final List<Token> all;
    private final int[] partner;
    private final Deadline deadline;
    private int depth;

    Tokens(List<Token> all, Deadline deadline) {
        this.all = all;
        this.deadline = deadline;
        this.partner = new int[all.size()];
        Arrays.fill(partner, -1);
        int[] open = new int[all.size()];
        int level = 0;
        for (int i = 0; i < all.size(); i++) {
            Token token = all.get(i);
            if (token.kind() != Token.Kind.SYMBOL || token.text().length() != 1) {
                continue;
            }
            switch (token.text().charAt(0)) {
                case '(', '[', '{' -> {
                    open[level++] = i;
                    depth = Math.max(depth, level);
                }
                case ')', ']', '}' -> {
                    if (level > 0) {
                        int begin = open[--level];
                        partner[begin] = i;
                        partner[i] = begin;
                    }
                }
                default -> {}
            }
        }
    }

    /** Ends the work when its time is over: readers of tokens call this as they go. */
    void checkTime() {
        deadline.check();
    }

    int size() {
        return all.size();
    }

    /** The deepest nesting. */
    int depth() {
        return depth;
    }

    /** The token, or an empty symbol outside. */
    Token at(int index) {
        return index >= 0 && index < all.size() ? all.get(index) : END;
    }

    /** The index after the closing partner of the bracket at the index; {@code limit} if it has none before. */
    int after(int open, int limit) {
        int close = close(open, limit);
        return close == limit ? limit : close + 1;
    }

    /** The index of the bracket that closes the one at the index; {@code limit} if none. */
    int close(int open, int limit) {
        int close = open < 0 || open >= partner.length ? -1 : partner[open];
        return close < open || close < 0 || close >= limit ? limit : close;
    }

    /** The index of the bracket that the one at the index closes, or -1. */
    int open(int close) {
        return close >= 0 && close < partner.length && partner[close] < close ? partner[close] : -1;
    }

    boolean isOpen(int index) {
        Token token = at(index);
        return token.isSymbol("(") || token.isSymbol("[") || token.isSymbol("{");
    }

    boolean isClose(int index) {
        Token token = at(index);
        return token.isSymbol(")") || token.isSymbol("]") || token.isSymbol("}");
    }

    /** The first index from {@code from} at the same depth that is one of the keywords; {@code limit} if none. */
    int find(int from, int limit, String... keywords) {
        deadline.check();
        int i = from;
        while (i < limit) {
            if (isOpen(i)) {
                i = after(i, limit);
            } else if (isClose(i)) {
                return limit;
            } else if (at(i).isAny(keywords)) {
                return i;
            } else {
                i++;
            }
        }
        return limit;
    }

    /** As {@link #find} for a symbol. */
    int findSymbol(int from, int limit, String symbol) {
        deadline.check();
        int i = from;
        while (i < limit) {
            if (at(i).isSymbol(symbol)) {
                return i;
            }
            i = isOpen(i) ? after(i, limit) : i + 1;
        }
        return limit;
    }

    /** Whether no white space lies between the tokens at the index and the one before it. */
    boolean adjoins(int index) {
        return at(index - 1).end() == at(index).start();
    }
}
