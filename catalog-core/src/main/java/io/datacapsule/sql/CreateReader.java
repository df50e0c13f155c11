package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads CREATE … AS: the table or view and the query that fills it. */
final class CreateReader {

    private static final Set<String> CONSTRAINTS = Set.of(
            "PRIMARY", "CONSTRAINT", "UNIQUE", "FOREIGN", "KEY", "INDEX", "CHECK", "PERIOD", "LIKE", "PROJECTION");

    private final Tokens tokens;
    private final Dialect dialect;

    CreateReader(Tokens tokens, Dialect dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
    }

    /** The statement, or null if no query fills what it creates. */
    @Nullable
    ScriptStatement read(int from, int limit) {
        int i = tokens.find(from, limit, "TABLE", "VIEW", "STREAM");
        if (i == limit) {
            return null;
        }
        i++;
        while (tokens.at(i).isAny("IF", "NOT", "EXISTS")) {
            i++;
        }
        int[] after = new int[1];
        List<Name> target = ScriptReader.name(tokens, i, limit, after, dialect);
        if (target == null) {
            return null;
        }
        i = after[0];
        if (tokens.at(i).is("TO") && i < limit) {
            target = ScriptReader.name(tokens, i + 1, limit, after, dialect);
            i = after[0];
        }
        List<Name> columns = List.of();
        if (tokens.at(i).isSymbol("(") && i < limit && !tokens.at(i + 1).isAny("SELECT", "WITH")) {
            columns = definitions(i + 1, tokens.close(i, limit));
        }
        if (tokens.at(i).isAny("CLONE", "COPY") && i < limit) {
            Emission copy = new Emission();
            copy.add("SELECT * FROM", tokens.at(i));
            new Rewriter(tokens, dialect, copy).rewrite(i + 1, tokens.find(i + 1, limit, "AT", "BEFORE"));
            return new ScriptStatement(target, List.of(), List.of(copy), true);
        }
        int query = queryAfterAs(i, limit);
        if (query == limit) {
            return null;
        }
        Emission emission = new Emission();
        new Rewriter(tokens, dialect, emission).rewrite(query, withData(query, limit));
        return new ScriptStatement(target, columns, List.of(emission), true);
    }

    private int queryAfterAs(int from, int limit) {
        for (int as = tokens.find(from, limit, "AS"); as < limit; as = tokens.find(as + 1, limit, "AS")) {
            if (tokens.at(as + 1).isAny(WriteReader.QUERY) || tokens.at(as + 1).isSymbol("(")) {
                return as + 1;
            }
        }
        int select = tokens.find(from, limit, "SELECT");
        return select < limit
                        && tokens.at(from).isSymbol("(")
                        && tokens.at(from + 1).is("SELECT")
                ? from
                : select;
    }

    private int withData(int from, int limit) {
        for (int with = tokens.find(from + 1, limit, "WITH");
                with < limit;
                with = tokens.find(with + 1, limit, "WITH")) {
            if (tokens.at(with + 1).isAny("NO", "DATA", "CHECK", "LOCAL", "CASCADED", "READ")) {
                return with;
            }
        }
        return limit;
    }

    private List<Name> definitions(int from, int limit) {
        List<Name> names = new ArrayList<>();
        for (int i = from; i < limit; ) {
            Token first = tokens.at(i);
            boolean column = first.isName()
                    && !(first.kind() == Token.Kind.WORD
                            && CONSTRAINTS.contains(first.text().toUpperCase(Locale.ROOT)));
            if (column) {
                names.add(first.name());
            }
            i = tokens.findSymbol(i, limit, ",") + 1;
        }
        return names;
    }
}
