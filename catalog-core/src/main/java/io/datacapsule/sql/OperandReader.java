package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LambdaExpression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/** Collects what expressions read that need no reading of their own: the nearest columns, calls, choices and queries in them. */
final class OperandReader extends ExpressionVisitorAdapter<Void> {

    private final ExpressionReader expressions;
    private final List<Expr> operands = new ArrayList<>();
    private @Nullable SqlSyntaxException failure;

    OperandReader(ExpressionReader expressions) {
        this.expressions = expressions;
    }

    List<Expr> operands(Expression expression) throws SqlSyntaxException {
        expression.accept(this, null);
        if (failure != null) {
            throw failure;
        }
        return operands;
    }

    private void add(Expression expression) {
        try {
            operands.add(expressions.read(expression));
        } catch (SqlSyntaxException e) {
            failure = e;
        }
    }

    @Override
    public <S> @Nullable Void visit(Column column, S context) {
        add(column);
        return null;
    }

    @Override
    public <S> @Nullable Void visit(Function function, S context) {
        add(function);
        return null;
    }

    @Override
    public <S> @Nullable Void visit(AnalyticExpression expression, S context) {
        add(expression);
        return null;
    }

    @Override
    public <S> @Nullable Void visit(CaseExpression expression, S context) {
        add(expression);
        return null;
    }

    @Override
    public <S> @Nullable Void visit(LambdaExpression expression, S context) {
        add(expression);
        return null;
    }

    @Override
    public <S> @Nullable Void visit(ParenthesedSelect select, S context) {
        add(select);
        return null;
    }

    @Override
    public <S> @Nullable Void visit(Select select, S context) {
        add(select);
        return null;
    }
}
