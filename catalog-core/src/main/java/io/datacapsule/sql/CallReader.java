package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.OrderByElement;
import org.jspecify.annotations.Nullable;

/** Reads calls of functions: arguments, conditions and windows. */
final class CallReader {

    private final Emission source;
    private final SelectReader queries;
    private final ExpressionReader expressions;

    CallReader(Emission source, SelectReader queries, ExpressionReader expressions) {
        this.source = source;
        this.queries = queries;
        this.expressions = expressions;
    }

    Expr function(Function function) throws SqlSyntaxException {
        List<Expr> arguments = new ArrayList<>();
        if (function.getParameters() != null) {
            arguments.addAll(expressions.all(function.getParameters()));
        }
        if (function.getChainedParameters() != null) {
            arguments.addAll(expressions.all(function.getChainedParameters()));
        }
        if (function.getNamedParameters() != null) {
            arguments.addAll(expressions.all(function.getNamedParameters()));
        }
        if (function.getParameters() != null
                && !function.getParameters().isEmpty()
                && function.getParameters().getFirst() instanceof Column first
                && source.kept(first.getColumnName()) instanceof StructRewrite.Fields fields) {
            Expr struct = new Expr.Struct(fields.names(), arguments.subList(1, arguments.size()));
            return function.getAttribute() instanceof Column field
                    ? new Expr.Field(struct, queries.name(field.getColumnName()).text())
                    : struct;
        }
        List<Expr> order = new ArrayList<>(order(function.getOrderByElements()));
        if (function.getKeep() != null) {
            order.addAll(order(function.getKeep().getOrderByElements()));
        }
        String name = function.getMultipartName().stream()
                .map(part -> queries.name(part).text())
                .collect(Collectors.joining("."));
        Expr call = new Expr.Call(name, arguments, List.of(), order, false);
        return function.getAttribute() instanceof Column field
                ? new Expr.Field(call, queries.name(field.getColumnName()).text())
                : call;
    }

    /** The call, in a query with those named windows. */
    Expr analytic(AnalyticExpression analytic, Map<String, List<Expr>> windows) throws SqlSyntaxException {
        List<Expr> arguments = new ArrayList<>();
        if (analytic.isAllColumns()) {
            arguments.add(new Expr.Star(List.of(), List.of(), Map.of(), List.of(), 0));
        }
        for (Expression argument :
                new Expression[] {analytic.getExpression(), analytic.getOffset(), analytic.getDefaultValue()}) {
            if (argument != null) {
                arguments.add(expressions.read(argument));
            }
        }
        String function = queries.name(analytic.getName()).text();
        List<Expr> conditions = analytic.getFilterExpression() == null
                ? List.of()
                : List.of(expressions.read(analytic.getFilterExpression()));
        List<Expr> window = new ArrayList<>(order(analytic.getFuncOrderBy()));
        window.addAll(order(analytic.getOrderByElements()));
        if (analytic.getKeep() != null) {
            window.addAll(order(analytic.getKeep().getOrderByElements()));
        }
        if (analytic.getPartitionExpressionList() != null) {
            window.addAll(expressions.all(analytic.getPartitionExpressionList()));
        }
        WindowDefinition definition = analytic.getWindowDefinition();
        if (definition != null) {
            window.addAll(window(definition));
        }
        for (String name :
                new String[] {analytic.getWindowName(), definition == null ? null : definition.getWindowName()}) {
            if (name != null) {
                window.addAll(windows.getOrDefault(queries.name(name).key(), List.of()));
            }
        }
        if (analytic.getType() == AnalyticType.WITHIN_GROUP || analytic.getType() == AnalyticType.WITHIN_GROUP_OVER) {
            List<Expr> group = order(
                    analytic.getFuncOrderBy() == null ? analytic.getOrderByElements() : analytic.getFuncOrderBy());
            if (Functions.yieldsWhatItOrders(function)) {
                arguments.addAll(group);
                window.removeAll(group);
            }
        }
        boolean windowed =
                analytic.getType() != AnalyticType.FILTER_ONLY && analytic.getType() != AnalyticType.WITHIN_GROUP;
        return new Expr.Call(function, arguments, conditions, window, windowed);
    }

    List<Expr> window(WindowDefinition window) throws SqlSyntaxException {
        List<Expr> read = new ArrayList<>(order(window.getOrderByElements()));
        if (window.getPartitionBy() != null) {
            read.addAll(expressions.all(window.getPartitionBy()));
        }
        return read;
    }

    private List<Expr> order(@Nullable List<OrderByElement> elements) throws SqlSyntaxException {
        return elements == null ? Collections.emptyList() : queries.orderBy(elements);
    }
}
