package io.datacapsule.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the aliases of a select list mean inside of it: in later items where the dialect says so, in ClickHouse in all. */
final class SelectAliases implements NameLookup.Aliases {

    private final Dialect dialect;
    private final ExpressionResolver expressions;
    private final Scope scope;
    private final CommonTables tables;
    private final Map<String, Rows.Cell> cells = new HashMap<>();
    private final Map<String, Expr> meanings = new HashMap<>();
    private final Map<String, Expr> ahead = new HashMap<>();

    SelectAliases(
            QueryTree.Select select,
            Dialect dialect,
            ExpressionResolver expressions,
            Scope scope,
            CommonTables tables) {
        this.dialect = dialect;
        this.expressions = expressions;
        this.scope = scope;
        this.tables = tables;
        for (QueryTree.Item item : select.items()) {
            Name alias = item.alias();
            if (dialect == Dialect.CLICKHOUSE && alias != null) {
                ahead.putIfAbsent(alias.key(), item.expression());
            }
        }
    }

    /** Remembers an item that has been read. */
    void put(Name alias, Expr meaning, Rows.Cell found) {
        cells.putIfAbsent(alias.key(), found);
        meanings.putIfAbsent(alias.key(), meaning);
        ahead.remove(alias.key());
    }

    /** What an alias means behind the select list. */
    Rows.@Nullable Cell any(Name name) {
        return cells.get(name.key());
    }

    @Override
    public Rows.@Nullable Cell find(Name name) {
        if (!dialect.lateralAliases() || readsItself(meanings.get(name.key()), name)) {
            return null;
        }
        Expr meaning = ahead.remove(name.key());
        if (meaning != null && !readsItself(meaning, name)) {
            ExpressionResolver.Place place = new ExpressionResolver.Place(scope, tables, this);
            cells.put(name.key(), new Rows.Cell(name, expressions.origins(meaning, place)));
        }
        return cells.get(name.key());
    }

    /** Whether the meaning of an alias reads a column of the same name: then a table has it, and later uses mean that. */
    private static boolean readsItself(@Nullable Expr meaning, Name alias) {
        return switch (meaning) {
            case null -> false;
            case Expr.ColumnName column ->
                column.parts().size() == 1 && column.parts().getFirst().sameAs(alias);
            case Expr.Computed computed -> anyReads(computed.operands(), alias);
            case Expr.Struct struct -> anyReads(struct.values(), alias);
            case Expr.Call call -> anyReads(call.arguments(), alias);
            case Expr.Choice choice -> anyReads(choice.conditions(), alias) || anyReads(choice.values(), alias);
            case Expr.Field field -> readsItself(field.of(), alias);
            case Expr.Lambda lambda -> readsItself(lambda.body(), alias);
            case Expr.Subquery subquery -> false;
            case Expr.Star star -> false;
            case Expr.RowFields row -> false;
            case Expr.Position position -> false;
        };
    }

    private static boolean anyReads(List<Expr> expressions, Name alias) {
        return expressions.stream().anyMatch(expression -> readsItself(expression, alias));
    }
}
