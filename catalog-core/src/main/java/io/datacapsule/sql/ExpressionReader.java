package io.datacapsule.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.ArrayExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LambdaExpression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.RowGetExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FunctionAllColumns;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.jspecify.annotations.Nullable;

/** Reads expressions of JSqlParser's tree. */
final class ExpressionReader {

    private final Emission source;
    private final SelectReader queries;
    private final CallReader calls;
    private Map<String, List<Expr>> windows = new HashMap<>();

    ExpressionReader(Emission source, SelectReader queries) {
        this.source = source;
        this.queries = queries;
        this.calls = new CallReader(source, queries, this);
    }

    /** Sets the named windows of the query being read and answers those of the query around it. */
    Map<String, List<Expr>> windows(Map<String, List<Expr>> named) {
        Map<String, List<Expr>> outer = windows;
        windows = named;
        return outer;
    }

    Expr read(@Nullable Expression expression) throws SqlSyntaxException {
        return switch (expression) {
            case null -> Expr.NOTHING;
            case Column column -> column(column);
            case StringValue literal -> Expr.NOTHING;
            case LongValue literal -> Expr.NOTHING;
            case DoubleValue literal -> Expr.NOTHING;
            case NullValue literal -> Expr.NOTHING;
            case BinaryExpression binary -> binary(binary);
            case AnalyticExpression analytic -> calls.analytic(analytic, windows);
            case Function function -> calls.function(function);
            case CaseExpression choice -> choice(choice);
            case CastExpression cast -> new Expr.Computed(List.of(read(cast.getLeftExpression())));
            case ParenthesedExpressionList<?> list when list.size() == 1 -> read(list.getFirst());
            case ExpressionList<?> list -> new Expr.Computed(all(list));
            case FunctionAllColumns star -> new Expr.RowFields(calls.function(star.getFunction()), List.of());
            case AllColumns star -> star(star);
            case ExistsExpression exists ->
                exists.getRightExpression() instanceof Select select
                        ? new Expr.Subquery(queries.query(select), true)
                        : read(exists.getRightExpression());
            case InExpression in ->
                new Expr.Computed(List.of(read(in.getLeftExpression()), read(in.getRightExpression())));
            case ArrayExpression element -> element(element);
            case Select select -> new Expr.Subquery(queries.query(select), false);
            case LambdaExpression lambda ->
                new Expr.Lambda(
                        lambda.getIdentifiers().stream().map(queries::name).toList(), read(lambda.getExpression()));
            case RowGetExpression field ->
                new Expr.Field(
                        read(field.getExpression()),
                        queries.name(field.getColumnName()).text());
            default -> new Expr.Computed(new OperandReader(this).operands(expression));
        };
    }

    List<Expr> all(List<? extends Expression> list) throws SqlSyntaxException {
        List<Expr> read = new ArrayList<>(list.size());
        for (Expression expression : list) {
            read.add(read(expression));
        }
        return read;
    }

    private Expr column(Column column) {
        if (source.kept(column.getColumnName()) instanceof SymbolRewrite.WindowName window) {
            return new Expr.Computed(windows.getOrDefault(window.name().key(), List.of()));
        }
        List<Name> parts = new ArrayList<>();
        if (column.getTable() != null && column.getTable().getNameParts() != null) {
            for (String part : column.getTable().getNameParts().reversed()) {
                if (part != null && !part.isEmpty()) {
                    parts.add(queries.name(part));
                }
            }
        }
        parts.add(queries.name(column.getColumnName()));
        int place = column.getASTNode() == null
                ? 0
                : source.start(column.getASTNode().jjtGetFirstToken().beginColumn - 1);
        Expr read = new Expr.ColumnName(parts, place);
        return column.getArrayConstructor() == null ? read : new Expr.Computed(List.of(read));
    }

    /** Goes down the left spine without recursion: chains of operators are long. */
    private Expr binary(BinaryExpression top) throws SqlSyntaxException {
        Deque<Expression> right = new ArrayDeque<>();
        Expression left = top;
        while (left instanceof BinaryExpression binary) {
            right.push(binary.getRightExpression());
            left = binary.getLeftExpression();
        }
        List<Expr> operands = new ArrayList<>(right.size() + 1);
        operands.add(read(left));
        for (Expression operand : right) {
            operands.add(read(operand));
        }
        return new Expr.Computed(operands);
    }

    /** An element of an array, chosen by a position that is given or computed. */
    private Expr element(ArrayExpression element) throws SqlSyntaxException {
        Expr array = read(element.getObjExpression());
        List<Expr> operands = new ArrayList<>(List.of(array));
        for (Expression position : new Expression[] {
            element.getIndexExpression(), element.getStartIndexExpression(), element.getStopIndexExpression()
        }) {
            boolean given = position == null
                    || position instanceof LongValue
                    || (position instanceof Function call
                            && call.getParameters() != null
                            && call.getParameters().stream().allMatch(LongValue.class::isInstance));
            if (!given) {
                operands.add(read(position));
            }
        }
        return new Expr.Computed(operands);
    }

    List<Expr> window(WindowDefinition window) throws SqlSyntaxException {
        return calls.window(window);
    }

    private Expr choice(CaseExpression choice) throws SqlSyntaxException {
        List<Expr> conditions = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        if (choice.getSwitchExpression() != null) {
            conditions.add(read(choice.getSwitchExpression()));
        }
        for (WhenClause when : choice.getWhenClauses()) {
            conditions.add(read(when.getWhenExpression()));
            values.add(read(when.getThenExpression()));
        }
        if (choice.getElseExpression() != null) {
            values.add(read(choice.getElseExpression()));
        }
        return new Expr.Choice(conditions, values);
    }

    private Expr star(AllColumns star) throws SqlSyntaxException {
        List<Name> qualifier = new ArrayList<>();
        if (star instanceof AllTableColumns of) {
            for (String part : of.getTable().getNameParts().reversed()) {
                qualifier.add(queries.name(part));
            }
        }
        List<Name> except = new ArrayList<>();
        Map<Name, Name> rename = Map.of();
        if (star.getExceptColumns() != null) {
            for (Column column : star.getExceptColumns()) {
                if (source.kept(column.getColumnName()) instanceof StarRewrite.StarChange change) {
                    except.addAll(change.except());
                    rename = change.rename();
                } else {
                    except.add(queries.name(column.getColumnName()));
                }
            }
        }
        List<QueryTree.Item> replace = new ArrayList<>();
        if (star.getReplaceExpressions() != null) {
            for (SelectItem<?> item : star.getReplaceExpressions()) {
                replace.add(queries.item(item));
            }
        }
        int place =
                star.getASTNode() == null ? 0 : source.start(star.getASTNode().jjtGetFirstToken().beginColumn - 1);
        return new Expr.Star(qualifier, except, rename, replace, place);
    }
}
