package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rewrites what may follow a star: EXCEPT, EXCLUDE, REPLACE, RENAME, with or without parentheses. */
final class StarRewrite {

    private final Tokens tokens;
    private final Emission out;
    private final Rewriter rewriter;

    StarRewrite(Tokens tokens, Emission out, Rewriter rewriter) {
        this.tokens = tokens;
        this.out = out;
        this.rewriter = rewriter;
    }

    int rewrite(int i, int limit) {
        Token before = tokens.at(i - 1);
        boolean ofRow = before.isSymbol(".") && tokens.isClose(i - 2);
        boolean star = before.isSymbol(".")
                || before.isSymbol(",")
                || before.isAny("SELECT", "DISTINCT", "ALL", "STRUCT", "VALUE");
        Token next = tokens.at(i + 1);
        boolean modified = (next.isAny("EXCEPT", "EXCLUDE", "REPLACE", "RENAME")
                        && i + 1 < limit
                        && tokens.at(i + 2).kind() != Token.Kind.WORD)
                || (next.isAny("EXCLUDE", "RENAME") && i + 1 < limit);
        boolean filtered = next.isAny("ILIKE", "LIKE") && tokens.at(i + 2).kind() == Token.Kind.STRING;
        if (!star || (!modified && !filtered && !ofRow)) {
            return i;
        }
        return write(i, limit, ofRow, filtered ? i + 3 : i + 1);
    }

    private int write(int star, int limit, boolean ofRow, int from) {
        List<Name> except = new ArrayList<>();
        Map<Name, Name> rename = new LinkedHashMap<>();
        int replace = -1;
        int i = from;
        while (i < limit && tokens.at(i).isAny("EXCEPT", "EXCLUDE", "REPLACE", "RENAME")) {
            boolean bracketed = tokens.at(i + 1).isSymbol("(");
            int end = bracketed ? tokens.after(i + 1, limit) : 0;
            if (tokens.at(i).is("REPLACE")) {
                replace = i + 1;
            } else if (tokens.at(i).is("RENAME")) {
                end = renames(bracketed ? i + 2 : i + 1, limit, rename, bracketed ? end : 0);
            } else if (bracketed) {
                names(i + 2, end - 1, except);
            } else {
                except.add(tokens.at(i + 1).name());
                end = i + 2;
            }
            i = end;
        }
        if (ofRow) {
            out.add("AS", tokens.at(star));
            out.add(out.mark(new RowFields(except)), tokens.at(star));
            return i;
        }
        out.write(tokens.at(star));
        if (!except.isEmpty() || !rename.isEmpty()) {
            out.add("EXCEPT (", tokens.at(star));
            out.add(out.mark(new StarChange(except, rename)), tokens.at(star));
            out.add(")", tokens.at(star));
        }
        if (replace > 0) {
            out.add("REPLACE (", tokens.at(replace));
            int close = tokens.close(replace, limit);
            rewriter.rewrite(replace + 1, close);
            out.add(")", tokens.at(close));
        }
        return i;
    }

    private void names(int from, int limit, List<Name> names) {
        for (int i = from; i < limit; i++) {
            if (tokens.at(i).isName() && !tokens.at(i + 1).isSymbol(".")) {
                names.add(tokens.at(i).name());
            }
        }
    }

    private int renames(int from, int limit, Map<Name, Name> renames, int end) {
        int i = from;
        while (i + 2 < limit && tokens.at(i).isName() && tokens.at(i + 1).is("AS")) {
            renames.put(tokens.at(i).name(), tokens.at(i + 2).name());
            i += tokens.at(i + 3).isSymbol(",") ? 4 : 3;
            if (end == 0) {
                break;
            }
        }
        return end == 0 ? i : end;
    }

    /** Columns that a star leaves out or tells under other names. */
    record StarChange(List<Name> except, Map<Name, Name> rename) {}

    /** The fields of a row as columns, but for some. */
    record RowFields(List<Name> except) {}
}
