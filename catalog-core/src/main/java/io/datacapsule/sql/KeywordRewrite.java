package io.datacapsule.sql;

import io.datacapsule.sql.Token.Kind;
import java.util.Locale;
import java.util.Set;

/** Rewrites keywords inside expressions that the parser knows otherwise or not at all. */
final class KeywordRewrite {

    static final Set<String> DATE_PARTS = Set.of(
            "YEAR",
            "YEARS",
            "YYYY",
            "YY",
            "Y",
            "QUARTER",
            "QUARTERS",
            "QTR",
            "Q",
            "QQ",
            "MONTH",
            "MONTHS",
            "MON",
            "MM",
            "M",
            "WEEK",
            "WEEKS",
            "WK",
            "WW",
            "W",
            "DAY",
            "DAYS",
            "DD",
            "D",
            "DOW",
            "DOY",
            "DW",
            "DY",
            "HOUR",
            "HOURS",
            "HH",
            "H",
            "MINUTE",
            "MINUTES",
            "MIN",
            "MI",
            "N",
            "SECOND",
            "SECONDS",
            "SEC",
            "SS",
            "S",
            "MILLISECOND",
            "MILLISECONDS",
            "MS",
            "MICROSECOND",
            "MICROSECONDS",
            "US",
            "NANOSECOND",
            "NANOSECONDS",
            "NS",
            "ISOWEEK",
            "ISOYEAR",
            "DAYOFWEEK",
            "DAYOFYEAR",
            "DAYOFWEEKISO",
            "EPOCH",
            "EPOCH_SECOND",
            "DECADE",
            "CENTURY",
            "MILLENNIUM",
            "WEEKDAY",
            "WEEKISO",
            "YEAROFWEEK",
            "DATE",
            "TIME",
            "DAY_HOUR",
            "SUNDAY",
            "MONDAY",
            "TUESDAY",
            "WEDNESDAY",
            "THURSDAY",
            "FRIDAY",
            "SATURDAY",
            "SQL_TSI_DAY",
            "SQL_TSI_MONTH",
            "SQL_TSI_YEAR");

    private final Tokens tokens;
    private final Emission out;
    private final Rewriter rewriter;

    KeywordRewrite(Tokens tokens, Emission out, Rewriter rewriter) {
        this.tokens = tokens;
        this.out = out;
        this.rewriter = rewriter;
    }

    int rewrite(int i, int limit, Token next, Token before, String word) {
        Token token = tokens.at(i);
        return switch (word) {
            case "IGNORE", "RESPECT" -> next.is("NULLS") ? i + 2 : i;
            case "INTERVAL" -> interval(i, limit, next);
            case "COLLATE" -> next.isName() || next.kind() == Kind.STRING ? i + 2 : i;
            case "AT" -> {
                if (next.is("TIME") && tokens.at(i + 2).is("ZONE")) {
                    out.write("||", token.start(), token.end());
                    yield i + 3;
                }
                yield i;
            }
            case "ILIKE", "RLIKE", "REGEXP", "GLOB" -> {
                if (!next.isSymbol(",") && !next.is("FROM") && !before.isSymbol(",")) {
                    out.write("LIKE", token.start(), token.end());
                    yield next.isAny("ANY", "ALL") ? anyOf(i + 1, limit) : i + 1;
                }
                yield i;
            }
            case "LIKE" -> {
                if (next.isAny("ANY", "ALL", "SOME")) {
                    out.write("LIKE", token.start(), token.end());
                    yield anyOf(i + 1, limit);
                }
                yield i;
            }
            case "ISNULL", "NOTNULL" -> {
                if (before.isName() && !next.isSymbol("(")) {
                    out.write("IS NULL", token.start(), token.end());
                    yield i + 1;
                }
                yield i;
            }
            case "CONNECT_BY_ROOT" -> {
                if (next.isName()) {
                    out.write("PRIOR", token.start(), token.end());
                    yield i + 1;
                }
                yield i;
            }
            case "ESCAPE" -> next.kind() == Kind.STRING ? i + 2 : i;
            case "SELECT" -> select(i);
            case "DIV" -> {
                if (before.isName() && (next.isName() || next.kind() == Kind.NUMBER)) {
                    out.write("/", token.start(), token.end());
                    yield i + 1;
                }
                yield i;
            }
            default -> i;
        };
    }

    /** An interval is as much as its amount; the units go. */
    private int interval(int i, int limit, Token next) {
        int end = i + 2;
        if (next.isSymbol("-") && tokens.at(end).kind() == Kind.NUMBER) {
            end++;
        }
        boolean literal = next.kind() == Kind.STRING || next.kind() == Kind.NUMBER || next.isSymbol("-");
        boolean name = next.isName()
                && !next.isAny(
                        "FROM", "AS", "AND", "OR", "IS", "IN", "DESC", "ASC", "END", "THEN", "NOT", "LIKE", "BETWEEN");
        if (next.isSymbol("(")) {
            end = tokens.after(i + 1, limit);
        } else if (name) {
            while (end < limit
                    && (tokens.at(end).isSymbol(".") || tokens.at(end - 1).isSymbol("."))) {
                end++;
            }
            end = tokens.at(end).isSymbol("(") ? tokens.after(end, limit) : end;
        }
        boolean unit = end < limit && DATE_PARTS.contains(tokens.at(end).text().toUpperCase(Locale.ROOT));
        if (!literal && !unit) {
            return i;
        }
        if (literal) {
            out.write("'day'", next.start(), next.end());
        } else {
            rewriter.write(i + 1, end);
        }
        if (!unit) {
            return end;
        }
        return tokens.at(end + 1).is("TO") && end + 2 < limit ? end + 3 : end + 1;
    }

    private int anyOf(int quantifier, int limit) {
        int open = quantifier + 1;
        if (!tokens.at(open).isSymbol("(")) {
            return open;
        }
        int close = tokens.close(open, limit);
        out.write("concat(", tokens.at(open).start(), tokens.at(open).end());
        rewriter.rewrite(open + 1, close, "CONCAT");
        out.add(")", tokens.at(close));
        return close + 1;
    }

    private int select(int i) {
        out.write(tokens.at(i));
        int next = i + 1;
        if (tokens.at(next).isAny("DISTINCT", "ALL")
                && tokens.at(next + 1).is("AS")
                && tokens.at(next + 2).isAny("STRUCT", "VALUE")) {
            return next + 3;
        }
        if (tokens.at(next).is("AS") && tokens.at(next + 1).isAny("STRUCT", "VALUE")) {
            return next + 2;
        }
        if (tokens.at(next).is("ALL") && !tokens.at(next + 1).isSymbol(",")) {
            return next + 1;
        }
        return next;
    }
}
