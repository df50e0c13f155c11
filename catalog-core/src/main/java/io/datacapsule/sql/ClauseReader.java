package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.OrderByElement;
import org.jspecify.annotations.Nullable;

/** Reads GROUP BY and ORDER BY. */
final class ClauseReader {

    private final ExpressionReader expressions;

    ClauseReader(ExpressionReader expressions) {
        this.expressions = expressions;
    }

    /** What GROUP BY groups by, in all of its sets. */
    List<Expr> groupBy(@Nullable GroupByElement group) throws SqlSyntaxException {
        List<Expr> read = new ArrayList<>();
        if (group == null) {
            return read;
        }
        ExpressionList<Expression> list = group.getGroupByExpressionList();
        if (list != null) {
            for (Expression expression : list) {
                read.add(place(expression));
            }
        }
        if (group.getGroupingSets() != null) {
            for (ExpressionList<Expression> set : group.getGroupingSets()) {
                for (Expression expression : set) {
                    read.add(place(expression));
                }
            }
        }
        return read;
    }

    /** As {@link #orderBy} of a query, where numbers are positions. */
    List<Expr> sorting(@Nullable List<OrderByElement> elements) throws SqlSyntaxException {
        List<Expr> read = new ArrayList<>();
        if (elements != null) {
            for (OrderByElement element : elements) {
                read.add(place(element.getExpression()));
            }
        }
        return read;
    }

    private Expr place(Expression expression) throws SqlSyntaxException {
        return expression instanceof LongValue number && number.getStringValue().length() < 6
                ? new Expr.Position((int) number.getValue())
                : expressions.read(expression);
    }

    /** What ORDER BY of a function or a window orders by. */
    List<Expr> orderBy(@Nullable List<OrderByElement> elements) throws SqlSyntaxException {
        List<Expr> read = new ArrayList<>();
        if (elements != null) {
            for (OrderByElement element : elements) {
                read.add(expressions.read(element.getExpression()));
            }
        }
        return read;
    }
}
