package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.statement.select.LateralView;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.TableStatement;
import net.sf.jsqlparser.statement.select.UnionOp;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/** Reads queries of JSqlParser's tree. */
final class SelectReader {

    private final Emission source;
    private final Deadline deadline;
    private final ExpressionReader expressions;
    private final ClauseReader clauses;
    private final FromReader from;

    SelectReader(Emission source, Deadline deadline) {
        this.source = source;
        this.deadline = deadline;
        this.expressions = new ExpressionReader(source, this);
        this.clauses = new ClauseReader(expressions);
        this.from = new FromReader(source, this, expressions);
    }

    QueryTree query(Select select) throws SqlSyntaxException {
        return query(select, List.of());
    }

    private QueryTree query(Select select, List<QueryTree.CommonTable> outer) throws SqlSyntaxException {
        deadline.check();
        List<QueryTree.CommonTable> with = new ArrayList<>(outer);
        with.addAll(commonTables(select.getWithItemsList()));
        return switch (select) {
            case ParenthesedSelect inner ->
                ordered(query(inner.getSelect(), with), clauses.sorting(inner.getOrderByElements()));
            case PlainSelect plain -> plain(plain, with);
            case SetOperationList operations -> operations(operations, with);
            case Values values -> new QueryTree.Values(with, rows(values));
            case TableStatement table ->
                new QueryTree.Select(
                        with,
                        List.of(new QueryTree.Item(
                                null, new Expr.Star(List.of(), List.of(), Map.of(), List.of(), 0), 0, 0)),
                        List.of(new Relation.Source(from.table(table.getTable()), List.of(), List.of(), false, false)),
                        List.of(),
                        List.of(),
                        List.of());
            default ->
                throw new SqlSyntaxException(select.getClass().getSimpleName() + " is not read", source.start(0));
        };
    }

    private static QueryTree ordered(QueryTree query, List<Expr> orderBy) {
        if (orderBy.isEmpty() || !(query instanceof QueryTree.Select select)) {
            return query;
        }
        List<Expr> all = new ArrayList<>(select.orderBy());
        all.addAll(orderBy);
        return new QueryTree.Select(
                select.with(), select.items(), select.from(), select.conditions(), select.groupBy(), all);
    }

    private List<QueryTree.CommonTable> commonTables(@Nullable List<WithItem<?>> items) throws SqlSyntaxException {
        List<QueryTree.CommonTable> tables = new ArrayList<>();
        if (items == null) {
            return tables;
        }
        boolean recursive = items.stream().anyMatch(WithItem::isRecursive);
        for (WithItem<?> item : items) {
            if (!(item.getParenthesedStatement() instanceof ParenthesedSelect select)) {
                continue;
            }
            List<Name> columns = new ArrayList<>();
            if (item.getWithItemList() != null) {
                for (SelectItem<?> column : item.getWithItemList()) {
                    columns.add(name(column.getExpression().toString()));
                }
            }
            tables.add(new QueryTree.CommonTable(name(item.getAlias().getName()), columns, query(select), recursive));
        }
        return tables;
    }

    private QueryTree.Select plain(PlainSelect select, List<QueryTree.CommonTable> with) throws SqlSyntaxException {
        Map<String, List<Expr>> windows = new HashMap<>();
        Map<String, List<Expr>> outer = expressions.windows(windows);
        try {
            return plain(select, with, windows);
        } finally {
            expressions.windows(outer);
        }
    }

    private QueryTree.Select plain(
            PlainSelect select, List<QueryTree.CommonTable> with, Map<String, List<Expr>> windows)
            throws SqlSyntaxException {
        if (select.getWindowDefinitions() != null) {
            for (WindowDefinition window : select.getWindowDefinitions()) {
                windows.put(name(window.getWindowName()).key(), expressions.window(window));
            }
        }
        List<Relation.Source> sources = new ArrayList<>(from.sources(select.getFromItem(), select.getJoins()));
        if (select.getLateralViews() != null) {
            for (LateralView view : select.getLateralViews()) {
                sources.add(from.lateralView(view));
            }
        }
        List<QueryTree.Item> items = new ArrayList<>(select.getSelectItems().size());
        for (SelectItem<?> item : select.getSelectItems()) {
            items.add(item(item));
        }
        List<Expr> conditions = new ArrayList<>();
        for (Expression condition :
                new Expression[] {select.getPreWhere(), select.getWhere(), select.getHaving(), select.getQualify()}) {
            if (condition != null) {
                conditions.add(expressions.read(condition));
            }
        }
        return new QueryTree.Select(
                with,
                items,
                sources,
                conditions,
                clauses.groupBy(select.getGroupBy()),
                clauses.sorting(select.getOrderByElements()));
    }

    QueryTree.Item item(SelectItem<?> item) throws SqlSyntaxException {
        Expression expression = item.getExpression();
        Alias alias = item.getAlias();
        Object kept = alias == null ? null : source.kept(alias.getName());
        Expr read = expressions.read(expression);
        if (kept instanceof StarRewrite.RowFields fields) {
            return new QueryTree.Item(null, new Expr.RowFields(read, fields.except()), 0, 0);
        }
        Node node = expression == null ? null : expression.getASTNode();
        if (node == null || node.jjtGetFirstToken() == null || alias == null) {
            node = item.getASTNode();
        }
        int start = 0;
        int end = 0;
        if (node != null && node.jjtGetFirstToken() != null && node.jjtGetLastToken() != null) {
            Node whole = alias == null && item.getASTNode() != null ? item.getASTNode() : node;
            start = source.start(whole.jjtGetFirstToken().beginColumn - 1);
            end = source.end(whole.jjtGetLastToken().beginColumn - 1);
        }
        return new QueryTree.Item(alias == null ? null : name(alias.getName()), read, start, end);
    }

    private QueryTree operations(SetOperationList operations, List<QueryTree.CommonTable> with)
            throws SqlSyntaxException {
        List<QueryTree> branches = new ArrayList<>(operations.getSelects().size());
        List<QueryTree> deciding = new ArrayList<>();
        for (int i = 0; i < operations.getSelects().size(); i++) {
            boolean values = i == 0 || operations.getOperations().get(i - 1) instanceof UnionOp;
            (values ? branches : deciding).add(query(operations.getSelects().get(i)));
        }
        return new QueryTree.SetOperation(
                with, branches, deciding, source.areUnionsByName(), clauses.sorting(operations.getOrderByElements()));
    }

    private List<List<Expr>> rows(Values values) throws SqlSyntaxException {
        List<List<Expr>> rows = new ArrayList<>();
        if (values.getExpressions().stream().noneMatch(ExpressionList.class::isInstance)) {
            List<Expr> cells = new ArrayList<>();
            for (Expression cell : values.getExpressions()) {
                cells.add(expressions.read(cell));
            }
            return List.of(cells);
        }
        for (Expression row : values.getExpressions()) {
            if (row instanceof ExpressionList<?> list) {
                List<Expr> cells = new ArrayList<>();
                for (Expression cell : list) {
                    cells.add(expressions.read(cell));
                }
                rows.add(cells);
            } else {
                rows.add(List.of(expressions.read(row)));
            }
        }
        return rows;
    }

    /** What ORDER BY of a function or a window orders by. */
    List<Expr> orderBy(@Nullable List<OrderByElement> elements) throws SqlSyntaxException {
        return clauses.orderBy(elements);
    }

    Name name(String written) {
        Object kept = source.kept(written);
        if (kept instanceof Name name) {
            return name;
        }
        boolean quoted = written.length() > 1 && written.charAt(0) == '"';
        return quoted ? new Name(written.substring(1, written.length() - 1), true) : Name.of(written);
    }
}
