package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.LateralView;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.TableFunction;
import org.jspecify.annotations.Nullable;

/** Reads FROM of JSqlParser's tree. */
final class FromReader {

    private final Emission source;
    private final SelectReader queries;
    private final ExpressionReader expressions;

    FromReader(Emission source, SelectReader queries, ExpressionReader expressions) {
        this.source = source;
        this.queries = queries;
        this.expressions = expressions;
    }

    List<Relation.Source> sources(@Nullable FromItem first, @Nullable List<Join> joins) throws SqlSyntaxException {
        List<Relation.Source> sources = new ArrayList<>();
        if (first != null) {
            sources.add(new Relation.Source(relation(first), List.of(), List.of(), false, false));
        }
        if (joins != null) {
            for (Join join : joins) {
                sources.add(source(join));
            }
        }
        return sources;
    }

    private Relation.Source source(Join join) throws SqlSyntaxException {
        List<Expr> conditions = new ArrayList<>();
        for (Expression condition : join.getOnExpressions()) {
            conditions.add(expressions.read(condition));
        }
        List<Name> using = new ArrayList<>();
        for (Column column : join.getUsingColumns()) {
            using.add(queries.name(column.getColumnName()));
        }
        return new Relation.Source(relation(join.getFromItem()), conditions, using, join.isNatural(), join.isSemi());
    }

    private Relation relation(FromItem item) throws SqlSyntaxException {
        Name alias = alias(item.getAlias());
        List<Name> columns = columns(item.getAlias());
        return switch (item) {
            case Table table -> table(table);
            case TableFunction function -> function(function, alias, columns);
            case ParenthesedFromItem group ->
                new Relation.Group(sources(group.getFromItem(), group.getJoins()), alias, columns);
            case Select select -> new Relation.Derived(queries.query(select), alias, columns);
            default ->
                throw new SqlSyntaxException(item.getClass().getSimpleName() + " in FROM is not read", source.start(0));
        };
    }

    Relation table(Table table) {
        List<String> parts = new ArrayList<>(table.getNameParts());
        Collections.reverse(parts);
        if (parts.size() == 1) {
            Object kept = source.kept(parts.getFirst());
            if (kept instanceof Relation relation) {
                return relation;
            }
            if (kept instanceof RelationRewrite.ComputedColumn computed) {
                return new Relation.Computed(computed.name());
            }
        }
        List<Name> names = new ArrayList<>();
        for (String part : parts) {
            names.add(queries.name(part == null ? "" : part));
        }
        int place =
                table.getASTNode() == null ? 0 : source.start(table.getASTNode().jjtGetFirstToken().beginColumn - 1);
        return new Relation.Table(names, alias(table.getAlias()), columns(table.getAlias()), place);
    }

    private Relation function(TableFunction item, @Nullable Name alias, List<Name> columns) throws SqlSyntaxException {
        List<Expr> arguments = new ArrayList<>();
        String name = "";
        for (Function function : item.getFunctions()) {
            name = function.getName();
            if (function.getParameters() != null) {
                for (Expression argument : function.getParameters()) {
                    arguments.add(expressions.read(argument));
                }
            }
        }
        boolean ordinality =
                item.getWithClause() != null && item.getWithClause().equalsIgnoreCase("ORDINALITY");
        return new Relation.Function(name, arguments, alias, columns, ordinality);
    }

    Relation.Source lateralView(LateralView view) throws SqlSyntaxException {
        List<Expr> arguments = new ArrayList<>();
        Function function = view.getGeneratorFunction();
        if (function.getParameters() != null) {
            for (Expression argument : function.getParameters()) {
                arguments.add(expressions.read(argument));
            }
        }
        Name column = alias(view.getColumnAlias());
        return new Relation.Source(
                new Relation.Function(
                        function.getName(),
                        arguments,
                        alias(view.getTableAlias()),
                        column == null ? List.of() : List.of(column),
                        false),
                List.of(),
                List.of(),
                false,
                false);
    }

    private @Nullable Name alias(@Nullable Alias alias) {
        return alias == null || alias.getName() == null ? null : queries.name(alias.getName());
    }

    private List<Name> columns(@Nullable Alias alias) {
        List<Name> columns = new ArrayList<>();
        if (alias != null && alias.getAliasColumns() != null) {
            alias.getAliasColumns().forEach(column -> columns.add(queries.name(column.name)));
        }
        return columns;
    }
}
