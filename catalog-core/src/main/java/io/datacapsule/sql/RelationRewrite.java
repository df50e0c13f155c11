package io.datacapsule.sql;

import java.util.Locale;

/** Rewrites what dialects write differently in FROM: lateral views, pivots, samples, time travel, kinds of joins. */
final class RelationRewrite {

    private final Tokens tokens;
    private final Dialect dialect;
    private final Emission out;
    private final TableRewrite tables;
    private final PivotRewrite pivots;
    private final JoinRewrite joins;
    private final LateralRewrite lateral;

    RelationRewrite(Tokens tokens, Dialect dialect, Emission out, Rewriter rewriter, PivotRewrite pivots) {
        this.tokens = tokens;
        this.dialect = dialect;
        this.out = out;
        this.tables = new TableRewrite(tokens, dialect, out, rewriter);
        this.joins = new JoinRewrite(tokens, out, rewriter);
        this.lateral = new LateralRewrite(tokens, out, rewriter);
        this.pivots = pivots;
    }

    /** Writes what begins at the index if it needs other words; answers the index after it, else the same index. */
    int rewrite(int i, int limit) {
        Token token = tokens.at(i);
        if (token.kind() == Token.Kind.STRING) {
            return tables.inFrom(i) && !tokens.at(i - 1).isSymbol("(")
                    ? tables.named(
                            i,
                            token.text().substring(1, Math.max(1, token.text().length() - 1)),
                            i + 1)
                    : i;
        }
        if (token.kind() != Token.Kind.WORD || tokens.at(i - 1).isSymbol(".")) {
            return i;
        }
        if (tables.inFrom(i)) {
            int after = tables.rewrite(i, limit, token);
            if (after > i) {
                return after;
            }
        }
        return clause(i, limit, token.text().toUpperCase(Locale.ROOT));
    }

    private int clause(int i, int limit, String word) {
        Token next = i + 1 < limit ? tokens.at(i + 1) : tokens.at(-1);
        Token before = tokens.at(i - 1);
        boolean afterRelation =
                (before.isName() && !before.isAny("SELECT", "BY", "WHERE", "AND", "OR")) || before.isSymbol(")");
        return switch (word) {
            case "LATERAL" -> lateral.rewrite(i, limit, next);
            case "PIVOT", "UNPIVOT" -> afterRelation ? pivots.rewrite(i, limit) : i;
            case "WITH" -> with(i, limit, next, before);
            case "TABLESAMPLE" -> sample(i, limit);
            case "SAMPLE" ->
                afterRelation && (next.isSymbol("(") || next.isAny("BERNOULLI", "SYSTEM", "ROW", "BLOCK"))
                        ? sample(i, limit)
                        : i;
            case "FOR" -> forClause(i, limit, next);
            case "AT", "BEFORE" ->
                afterRelation
                                && next.isSymbol("(")
                                && tokens.at(i + 2).isName()
                                && (tokens.at(i + 3).isSymbol("=>")
                                        || tokens.at(i + 3).isSymbol(":"))
                        ? tokens.after(i + 1, limit)
                        : i;
            case "TIMESTAMP", "VERSION", "SYSTEM_TIME" ->
                afterRelation && next.is("AS") && tokens.at(i + 2).is("OF") ? timePoint(i + 3, limit) : i;
            case "FINAL" ->
                dialect == Dialect.CLICKHOUSE && before.isName() && !before.is("FROM") && !next.is("AS") ? i + 1 : i;
            case "AS" -> as(i, limit, next);
            case "LIMIT" -> limit(i, limit, next, before);
            case "SETTINGS" -> dialect == Dialect.CLICKHOUSE && tokens.at(i + 2).isSymbol("=") ? end(i, limit) : i;
            case "OPTION" -> next.isSymbol("(") && afterRelation ? end(i, limit) : i;
            case "FORMAT" -> dialect == Dialect.CLICKHOUSE && i + 2 >= limit ? limit : i;
            case "CLUSTER", "DISTRIBUTE", "SORT" -> next.is("BY") ? end(i, limit) : i;
            case "MATCH_RECOGNIZE" -> next.isSymbol("(") && afterRelation ? pivots.match(i, limit) : i;
            case "MATCH_CONDITION" -> next.isSymbol("(") ? tokens.after(i + 1, limit) : i;
            case "BY" -> next.is("NAME") ? byName(i + 2) : next.is("ALL") ? all(i) : i;
            case "CORRESPONDING" -> byName(i + 1);
            default -> joins.rewrite(i, limit, word, next, before);
        };
    }

    private int with(int i, int limit, Token next, Token before) {
        if (next.isAny("OFFSET", "ORDINALITY") && (before.isName() || before.isSymbol(")"))) {
            if (next.is("ORDINALITY")) {
                out.write("WITH ORDINALITY", tokens.at(i).start(), next.end());
                return i + 2;
            }
            int at = i + 2;
            Name name = Name.of("offset");
            if (tokens.at(at).is("AS")) {
                at++;
            }
            if (at < limit && tokens.at(at).isName() && (at > i + 2 || !Words.endsRelation(tokens.at(at)))) {
                name = tokens.at(at).name();
                at++;
            }
            out.add("CROSS JOIN", tokens.at(i));
            out.add(out.mark(new ComputedColumn(name)), tokens.at(i));
            return at;
        }
        boolean hint = next.isSymbol("(") && (before.isName() || before.isSymbol(")")) && dialect == Dialect.TSQL;
        return hint ? tokens.after(i + 1, limit) : i;
    }

    private int sample(int i, int limit) {
        int at = i + 1;
        while (at < limit && tokens.at(at).isAny("BERNOULLI", "SYSTEM", "ROW", "ROWS", "BLOCK", "RESERVOIR")) {
            at++;
        }
        at = tokens.at(at).isSymbol("(") ? tokens.after(at, limit) : at + 1;
        if (tokens.at(at).isAny("REPEATABLE", "SEED") && at < limit) {
            at = tokens.after(at + 1, limit);
        }
        return at;
    }

    private int forClause(int i, int limit, Token next) {
        if (next.isAny("SYSTEM_TIME", "SYSTEM_VERSION", "VERSION", "TIMESTAMP")) {
            int of = tokens.find(i, limit, "OF");
            return of < limit ? timePoint(of + 1, limit) : i;
        }
        return next.isAny("UPDATE", "SHARE", "XML", "JSON", "READ", "BROWSE") ? end(i, limit) : i;
    }

    /** The index after an expression of time. */
    private int timePoint(int from, int limit) {
        int at = from;
        while (at < limit && !tokens.isClose(at) && !tokens.at(at).isSymbol(",")) {
            Token token = tokens.at(at);
            if (at > from
                    && token.isName()
                    && (token.is("AS")
                            || Words.endsRelation(token)
                            || tokens.isClose(at - 1)
                            || (tokens.at(at - 1).kind() != Token.Kind.SYMBOL
                                    && !tokens.at(at - 1).isAny("INTERVAL", "TIMESTAMP", "DATE")
                                    && tokens.at(at - 1).kind() != Token.Kind.NUMBER))) {
                break;
            }
            at = tokens.isOpen(at) ? tokens.after(at, limit) : at + 1;
        }
        return at;
    }

    private int as(int i, int limit, Token next) {
        int at = i + 1;
        if (next.is("NOT") && tokens.at(i + 2).is("MATERIALIZED")) {
            at = i + 3;
        } else if (next.is("MATERIALIZED")) {
            at = i + 2;
        }
        if (at > i + 1 && at < limit && tokens.at(at).isSymbol("(")) {
            out.write(tokens.at(i));
            return at;
        }
        if (next.kind() == Token.Kind.STRING) {
            out.write(tokens.at(i));
            return tables.named(
                    i + 1, next.text().substring(1, Math.max(1, next.text().length() - 1)), i + 2);
        }
        return i;
    }

    private int limit(int i, int limit, Token next, Token before) {
        boolean clause = !before.isSymbol(",")
                && !before.isSymbol(".")
                && !before.isAny("SELECT", "AS", "BY")
                && (next.kind() == Token.Kind.NUMBER
                        || next.is("ALL")
                        || next.isSymbol("?")
                        || next.isSymbol(":")
                        || (next.isName() && !next.isAny("FROM", "AS", "IS", "IN")));
        return clause ? end(i, limit) : i;
    }

    /** The index of the next set operation or the end of the query. */
    private int end(int i, int limit) {
        int at = i;
        while (at < limit && !tokens.isClose(at) && !tokens.at(at).isAny("UNION", "INTERSECT", "EXCEPT", "MINUS")) {
            at = tokens.isOpen(at) ? tokens.after(at, limit) : at + 1;
        }
        return at;
    }

    private int byName(int after) {
        out.unionsByName();
        return after;
    }

    private int all(int i) {
        Token after = tokens.at(i + 2);
        if (after.isSymbol(",") || after.isSymbol(".") || !tokens.at(i - 1).isAny("GROUP", "ORDER")) {
            return i;
        }
        out.write("BY", tokens.at(i).start(), tokens.at(i).end());
        out.write("0", tokens.at(i + 1).start(), tokens.at(i + 1).end());
        return i + 2;
    }

    /** A relation of one column that comes from nothing, such as a position. */
    record ComputedColumn(Name name) {}
}
