package io.datacapsule.sql;

/** Rewrites calls with a syntax of their own: casts, conversions, EXTRACT. */
final class CallRewrite {

    private final Tokens tokens;
    private final Dialect dialect;
    private final Emission out;
    private final Rewriter rewriter;

    CallRewrite(Tokens tokens, Dialect dialect, Emission out, Rewriter rewriter) {
        this.tokens = tokens;
        this.dialect = dialect;
        this.out = out;
        this.rewriter = rewriter;
    }

    /** Writes the call of the function, given in upper case, at the index; answers the index after it, else the same index. */
    int rewrite(int i, int limit, String function) {
        int open = i + 1;
        int close = tokens.close(open, limit);
        return switch (function) {
            case "CAST", "TRY_CAST", "SAFE_CAST", "XMLCAST", "TREAT", "PARSE", "TRY_PARSE" -> cast(i, open, close);
            case "CONVERT", "TRY_CONVERT" -> convert(i, open, close);
            case "EXTRACT" -> extract(i, open, close);
            case "STRUCT", "STRUCT_PACK" -> new StructRewrite(tokens, out, rewriter).named(i, open, close);
            case "NAMED_STRUCT" -> new StructRewrite(tokens, out, rewriter).paired(i, open, close);
            default -> i;
        };
    }

    /** Writes {@code STRUCT<x INT64>(a)} at the index; answers the index after it, else the same index. */
    int typedStruct(int i, int limit) {
        int open = new TypePlace(tokens, dialect).arguments(i + 1, limit);
        return open > i + 1 && open < limit && tokens.at(open).isSymbol("(")
                ? new StructRewrite(tokens, out, rewriter).typed(i, open, tokens.close(open, limit))
                : i;
    }

    private int cast(int i, int open, int close) {
        int as = -1;
        for (int j = tokens.find(open + 1, close, "AS"); j < close; j = tokens.find(j + 1, close, "AS")) {
            as = j;
        }
        if (as < 0) {
            return i;
        }
        out.write("CAST", tokens.at(i).start(), tokens.at(i).end());
        out.write(tokens.at(open));
        rewriter.rewrite(open + 1, as, "CAST");
        out.write("AS", tokens.at(as).start(), tokens.at(as).end());
        out.add("int", tokens.at(as));
        out.write(")", tokens.at(close).start(), tokens.at(close).end());
        return close + 1;
    }

    private int convert(int i, int open, int close) {
        int comma = tokens.findSymbol(open + 1, close, ",");
        int using = tokens.find(open + 1, close, "USING");
        boolean typeFirst = dialect == Dialect.TSQL && comma < close;
        out.write("convert_to(", tokens.at(i).start(), tokens.at(open).end());
        if (typeFirst) {
            rewriter.rewrite(comma + 1, tokens.findSymbol(comma + 1, close, ","), "CONVERT_TO");
        } else {
            rewriter.rewrite(open + 1, Math.min(comma, using), "CONVERT_TO");
        }
        out.write(")", tokens.at(close).start(), tokens.at(close).end());
        return close + 1;
    }

    private int extract(int i, int open, int close) {
        int from = tokens.find(open + 1, close, "FROM");
        if (from == close) {
            return i;
        }
        out.write("extract_part(", tokens.at(i).start(), tokens.at(open).end());
        rewriter.rewrite(from + 1, close, "EXTRACT_PART");
        out.write(")", tokens.at(close).start(), tokens.at(close).end());
        return close + 1;
    }
}
