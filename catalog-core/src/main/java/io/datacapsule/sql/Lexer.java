package io.datacapsule.sql;

import io.datacapsule.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts SQL into tokens by the dialect's rules of quoting; comments and white space are left out. */
final class Lexer {

    private static final List<String> LONG_SYMBOLS = List.of(
            "<=>", "->>", "#>>", "!~*", "::", "||", "<=", ">=", "<>", "!=", "=>", "->", ":=", "==", "<<", ">>", "&&",
            "#>", "@>", "<@", "~*", "!~", "^=", "|>", "//", "**");

    private final String sql;
    private final Quoting quoting;
    private final Deadline deadline;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String sql, Dialect dialect, Deadline deadline) {
        this.sql = sql;
        this.quoting = Quoting.of(dialect);
        this.deadline = deadline;
    }

    static List<Token> tokens(String sql, Dialect dialect, Deadline deadline) {
        Lexer lexer = new Lexer(sql, dialect, deadline);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < sql.length()) {
            deadline.check();
            char c = sql.charAt(at);
            if (Character.isWhitespace(c) || c == '\u200b' || c == '\ufeff' || c == '\u00a0') {
                at++;
            } else if (!comment(c) && !literal(c) && !quoted(c)) {
                if (isWordStart(c)) {
                    word();
                } else if (isDigit(c) || (c == '.' && isDigit(peek(1)) && !afterName())) {
                    number();
                } else {
                    symbol();
                }
            }
        }
    }

    private boolean comment(char c) {
        if ((c == '-' && peek(1) == '-')
                || (c == '#' && quoting.hashComments())
                || (c == '/' && peek(1) == '/' && quoting.slashComments())) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end;
            return true;
        }
        if (c != '/' || peek(1) != '*') {
            return false;
        }
        int depth = 0;
        do {
            if (sql.startsWith("/*", at) && (depth == 0 || quoting.nestedComments())) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
        return true;
    }

    private boolean literal(char c) {
        int prefix = 0;
        if (Character.isLetter(c) && !afterWordCharacter()) {
            while (prefix < 2 && Character.isLetter(peek(prefix)) && "rRbBeEnNxXuU".indexOf(peek(prefix)) >= 0) {
                prefix++;
            }
            if (peek(prefix) == '&') {
                prefix++;
            }
        }
        char quote = peek(prefix);
        if (quote == '\'' || (quote == '"' && quoting.doubleQuotedStrings())) {
            boolean escapes = (quoting.backslashes() && !rawPrefix(prefix)) || (prefix == 1 && (c == 'e' || c == 'E'));
            emit(Kind.STRING, stringEnd(at + prefix, quote, escapes));
            return true;
        }
        if (prefix == 0 && c == '$' && quoting.dollarStrings() && dollarString()) {
            return true;
        }
        return false;
    }

    private boolean rawPrefix(int prefix) {
        for (int i = 0; i < prefix; i++) {
            if (peek(i) == 'r' || peek(i) == 'R') {
                return true;
            }
        }
        return false;
    }

    private int stringEnd(int open, char quote, boolean escapes) {
        String triple = String.valueOf(quote).repeat(3);
        if (quoting.tripleQuotes() && sql.startsWith(triple, open)) {
            int end = sql.indexOf(triple, open + 3);
            return end < 0 ? sql.length() : end + 3;
        }
        int i = open + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (escapes && c == '\\') {
                i += 2;
            } else if (c == quote) {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                    i += 2;
                } else {
                    return i + 1;
                }
            } else {
                i++;
            }
        }
        return sql.length();
    }

    private boolean dollarString() {
        int end = at + 1;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        if (end >= sql.length() || sql.charAt(end) != '$' || isDigit(peek(1))) {
            return false;
        }
        String tag = sql.substring(at, end + 1);
        int close = sql.indexOf(tag, end + 1);
        emit(Kind.STRING, close < 0 ? sql.length() : close + tag.length());
        return true;
    }

    private boolean quoted(char c) {
        char close;
        if (c == '"' || c == '`') {
            close = c;
        } else if (c == '[' && quoting.brackets()) {
            close = ']';
        } else {
            return false;
        }
        StringBuilder name = new StringBuilder();
        int i = at + 1;
        while (i < sql.length()) {
            char d = sql.charAt(i);
            if (d == close) {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == close) {
                    i++;
                } else {
                    break;
                }
            }
            name.append(d);
            i++;
        }
        int end = Math.min(i + 1, sql.length());
        tokens.add(new Token(Kind.QUOTED, name.toString(), at, end));
        at = end;
        return true;
    }

    private void word() {
        int end = at + 1;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        emit(Kind.WORD, end);
    }

    private void number() {
        int end = at;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            boolean sign = (c == '+' || c == '-')
                    && end > at
                    && "eE".indexOf(sql.charAt(end - 1)) >= 0
                    && !sql.startsWith("0x", at);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '_' && !sign) {
                break;
            }
            end++;
        }
        emit(Kind.NUMBER, end);
    }

    private void symbol() {
        for (String symbol : LONG_SYMBOLS) {
            if (sql.startsWith(symbol, at)) {
                emit(Kind.SYMBOL, at + symbol.length());
                return;
            }
        }
        emit(Kind.SYMBOL, at + 1);
    }

    private void emit(Kind kind, int end) {
        int bounded = Math.min(end, sql.length());
        tokens.add(new Token(kind, sql.substring(at, bounded), at, bounded));
        at = bounded;
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
    }

    private boolean afterWordCharacter() {
        return at > 0 && isWordPart(sql.charAt(at - 1));
    }

    private boolean afterName() {
        return at > 0 && (isWordPart(sql.charAt(at - 1)) || "\"`])".indexOf(sql.charAt(at - 1)) >= 0);
    }

    private boolean isWordStart(char c) {
        char next = peek(1);
        return Character.isLetter(c)
                || c == '_'
                || ((c == '@' || c == '#') && (isWordPart(next) && next != '>'))
                || c == '$';
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#' || c == '@';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
