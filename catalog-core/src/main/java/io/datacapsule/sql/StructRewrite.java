package io.datacapsule.sql;

import io.datacapsule.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rewrites what puts a struct together to a call of {@value #CALL}, whose first argument stands for the names of its fields:
 * {@code STRUCT(a AS x, b)}, {@code STRUCT<x INT64>(a)}, {@code STRUCT_PACK(x := a)}, {@code NAMED_STRUCT('x', a)}, {@code {'x': a}}.
 */
final class StructRewrite {

    /** The function that the parser sees. */
    static final String CALL = "struct_of";

    private final Tokens tokens;
    private final Emission out;
    private final Rewriter rewriter;

    StructRewrite(Tokens tokens, Emission out, Rewriter rewriter) {
        this.tokens = tokens;
        this.out = out;
        this.rewriter = rewriter;
    }

    /** The names of the fields of a struct, in order; empty where a field has none. */
    record Fields(List<Optional<Name>> names) {}

    /** The tokens of a value, and its name. */
    private record Part(Optional<Name> name, int from, int end) {}

    /** Fields named behind their values, before them, or by the columns that they are. */
    int named(int i, int open, int close) {
        List<Part> parts = new ArrayList<>();
        for (int from = open + 1; from < close; ) {
            int end = tokens.findSymbol(from, close, ",");
            parts.add(part(from, end));
            from = end + 1;
        }
        return write(i, open, close, parts);
    }

    /** Fields named by the type between the word and the parenthesis; the same index where type and values do not agree. */
    int typed(int i, int open, int close) {
        List<Optional<Name>> names = fieldNames(i + 2, open - 1);
        List<Part> parts = new ArrayList<>();
        for (int from = open + 1; from < close; ) {
            int end = tokens.findSymbol(from, close, ",");
            if (parts.size() == names.size()) {
                return i;
            }
            parts.add(new Part(names.get(parts.size()), from, end));
            from = end + 1;
        }
        return parts.size() == names.size() ? write(i, open, close, parts) : i;
    }

    /** The names in {@code x INT64, STRING, y ARRAY<STRUCT<…>>}; a field that is a type alone has none. */
    private List<Optional<Name>> fieldNames(int from, int end) {
        List<Optional<Name>> names = new ArrayList<>();
        int depth = 0;
        boolean begins = true;
        for (int i = from; i < end; i++) {
            if (begins) {
                boolean named = tokens.at(i).isName() && tokens.at(i + 1).isName() && i + 1 < end;
                names.add(named ? Optional.of(tokens.at(i).name()) : Optional.empty());
            }
            depth += depth(tokens.at(i));
            begins = depth == 0 && tokens.at(i).isSymbol(",");
        }
        return names;
    }

    private static int depth(Token token) {
        return switch (token.kind() == Kind.SYMBOL ? token.text() : "") {
            case "<", "(" -> 1;
            case ">", ")" -> -1;
            case ">>" -> -2;
            default -> 0;
        };
    }

    private Part part(int from, int end) {
        if (end - from > 2 && tokens.at(end - 2).is("AS") && tokens.at(end - 1).isName()) {
            return new Part(Optional.of(tokens.at(end - 1).name()), from, end - 2);
        }
        if (end - from > 2
                && tokens.at(from).isName()
                && (tokens.at(from + 1).isSymbol(":=") || tokens.at(from + 1).isSymbol("=>"))) {
            return new Part(Optional.of(tokens.at(from).name()), from + 2, end);
        }
        return new Part(isPath(from, end) ? Optional.of(tokens.at(end - 1).name()) : Optional.empty(), from, end);
    }

    private boolean isPath(int from, int end) {
        for (int i = from; i < end; i++) {
            boolean step = (i - from) % 2 == 1;
            if (step ? !tokens.at(i).isSymbol(".") : !tokens.at(i).isName()) {
                return false;
            }
        }
        return (end - from) % 2 == 1;
    }

    /** Names and values by turns. */
    int paired(int i, int open, int close) {
        List<Part> parts = new ArrayList<>();
        for (int from = open + 1; from < close; ) {
            int comma = tokens.findSymbol(from, close, ",");
            if (comma != from + 1 || tokens.at(from).kind() != Kind.STRING) {
                return i;
            }
            int end = tokens.findSymbol(comma + 1, close, ",");
            parts.add(new Part(Optional.of(key(tokens.at(from))), comma + 1, end));
            from = end + 1;
        }
        return write(i, open, close, parts);
    }

    /** Names and values with colons between them, in the braces from {@code open}; the same index if they hold something else. */
    int braced(int open, int close) {
        List<Part> parts = new ArrayList<>();
        for (int from = open + 1; from < close; ) {
            Token name = tokens.at(from);
            if (!tokens.at(from + 1).isSymbol(":") || name.kind() == Kind.NUMBER || name.kind() == Kind.SYMBOL) {
                return open;
            }
            int end = tokens.findSymbol(from, close, ",");
            parts.add(new Part(Optional.of(key(name)), from + 2, end));
            from = end + 1;
        }
        return write(open, open, close, parts);
    }

    private static Name key(Token token) {
        String text = token.text();
        boolean quoted = token.kind() == Kind.STRING && text.length() > 1;
        return Name.of(quoted ? text.substring(1, text.length() - 1) : text);
    }

    private int write(int start, int open, int close, List<Part> parts) {
        if (parts.isEmpty() || close >= tokens.size() || parts.stream().anyMatch(part -> part.from() >= part.end())) {
            return start;
        }
        Token first = tokens.at(open);
        out.write(CALL + "(", tokens.at(start).start(), first.end());
        out.add(out.mark(new Fields(parts.stream().map(Part::name).toList())), first);
        for (Part part : parts) {
            out.add(",", tokens.at(part.from()));
            rewriter.rewrite(part.from(), part.end(), "STRUCT");
        }
        out.write(")", tokens.at(close).start(), tokens.at(close).end());
        return close + 1;
    }
}
