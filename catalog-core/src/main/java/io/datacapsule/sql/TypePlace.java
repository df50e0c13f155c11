package io.datacapsule.sql;

import io.datacapsule.sql.Token.Kind;

/** Finds where types end, which lineage does not need. */
final class TypePlace {

    private final Tokens tokens;
    private final Dialect dialect;

    TypePlace(Tokens tokens, Dialect dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
    }

    /** The index after a type that begins at the index. */
    int after(int i, int limit) {
        int end = i + 1;
        if ((tokens.at(i).isAny("DOUBLE") && tokens.at(end).is("PRECISION"))
                || (tokens.at(i).isAny("CHARACTER", "CHAR", "BIT")
                        && tokens.at(end).is("VARYING"))) {
            end++;
        }
        while (end < limit) {
            Token token = tokens.at(end);
            if (token.isSymbol("(")
                    || (token.isSymbol("[")
                            && (tokens.at(end + 1).isSymbol("]")
                                    || (dialect != Dialect.POSTGRES
                                            && tokens.at(end + 1).kind() != Kind.NUMBER)))) {
                end = tokens.after(end, limit);
            } else if (token.isSymbol(".") && tokens.at(end + 1).isName()) {
                end += 2;
            } else if (token.isSymbol("<") && arguments(end, limit) > end) {
                end = arguments(end, limit);
            } else if (token.isAny("WITH", "WITHOUT") && tokens.at(end + 1).is("TIME")) {
                end += 3;
            } else if (token.isAny("WITH", "WITHOUT") && tokens.at(end + 1).is("LOCAL")) {
                end += 4;
            } else {
                break;
            }
        }
        return end;
    }

    /** The index after {@code <...>} of a type, or the same index where it is a comparison. */
    int arguments(int i, int limit) {
        int depth = 0;
        for (int end = i; end < limit; end++) {
            Token token = tokens.at(end);
            if (token.isSymbol("<")) {
                depth++;
            } else if (token.isSymbol(">")) {
                depth--;
            } else if (token.isSymbol(">>")) {
                depth -= 2;
            } else if (token.isSymbol("<>")) {
                continue;
            } else if (!(token.isName()
                    || token.kind() == Kind.NUMBER
                    || token.isSymbol(",")
                    || token.isSymbol(":")
                    || token.isSymbol("(")
                    || token.isSymbol(")"))) {
                return i;
            }
            if (depth <= 0) {
                return end + 1;
            }
        }
        return i;
    }
}
