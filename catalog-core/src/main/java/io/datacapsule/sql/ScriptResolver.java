package io.datacapsule.sql;

import io.datacapsule.sql.Unresolved.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Derives the lineage of a script, statement by statement. */
final class ScriptResolver {

    private final Query query;
    private final SqlLimits limits;
    private final QueryParser parser;
    private final Derivation derivation;
    private final QueryResolver resolver;
    private final List<OutputColumn> columns = new ArrayList<>();

    ScriptResolver(Query query, SqlLimits limits, QueryParser parser, Deadline deadline) {
        this.query = query;
        this.limits = limits;
        this.parser = parser;
        this.derivation = new Derivation(query, deadline);
        this.resolver = new QueryResolver(derivation);
    }

    ColumnLineage lineage() {
        if (query.sql().length() > limits.characters()) {
            return SqlLineage.nothing(Reason.TOO_LARGE, "The SQL has more than " + limits.characters() + " characters");
        }
        try {
            Deadline deadline = derivation.deadline();
            Tokens tokens = new Tokens(Lexer.tokens(query.sql(), query.dialect(), deadline), deadline);
            if (tokens.depth() > limits.depth()) {
                return SqlLineage.nothing(
                        Reason.TOO_LARGE, "The SQL is nested deeper than " + limits.depth() + " levels");
            }
            List<ScriptStatement> statements = new ScriptReader(tokens, query.dialect(), derivation).statements();
            for (ScriptStatement statement : statements) {
                derivation.deadline().check();
                statement(statement);
            }
        } catch (Deadline.ExpiredException e) {
            derivation
                    .findings()
                    .unresolved(
                            "",
                            Reason.TIME_LIMIT,
                            "It took longer than " + limits.time().toMillis() + " ms",
                            -1);
        } catch (TooLargeException e) {
            derivation.findings().unresolved("", Reason.TOO_LARGE, e.text(), -1);
        } catch (StackOverflowError e) {
            derivation.findings().unresolved("", Reason.TOO_LARGE, "The SQL is nested too deep", -1);
        }
        Findings findings = derivation.findings();
        List<Unresolved> unresolved = findings.unresolved();
        boolean complete = unresolved.isEmpty()
                && columns.stream().noneMatch(column -> column.name().equals(Origin.ALL));
        return new ColumnLineage(
                columns, findings.tables(), findings.changed(), findings.indirect(), unresolved, complete);
    }

    private void statement(ScriptStatement statement) {
        TableName target =
                statement.target() == null ? null : derivation.complete(FromResolver.tableName(statement.target()));
        TableSchema schema = target == null ? null : derivation.schema(target).orElse(null);
        Rows rows = Rows.NONE;
        for (Emission emission : statement.queries()) {
            Rows more = rows(emission);
            if (more != null) {
                rows = rows == Rows.NONE ? more : together(rows, more);
            }
        }
        rows = rows.renamed(names(statement, schema, rows));
        TableName told = schema != null ? schema.name() : target;
        for (Rows.Cell cell : rows.cells()) {
            columns.add(new OutputColumn(told, cell.name().text(), cell.named(), cell.origins()));
        }
        Unlisted unlisted = rows.unlisted();
        if (unlisted != null) {
            columns.add(new OutputColumn(told, Origin.ALL, false, unlisted.all()));
        }
        if (statement.creates() && target != null) {
            derivation.wrote(target, rows);
        }
    }

    private @Nullable Rows rows(Emission emission) {
        try {
            return resolver.rows(parser.parse(emission, derivation.deadline()), null, CommonTables.NONE);
        } catch (SqlSyntaxException e) {
            derivation.findings().unresolved("", Reason.PARSE_ERROR, e.text(), e.place());
            return null;
        }
    }

    /** Names by position: those of the statement, else those of the table it fills. */
    private static List<Name> names(ScriptStatement statement, @Nullable TableSchema schema, Rows rows) {
        if (!statement.columns().isEmpty()
                || statement.creates()
                || schema == null
                || statement.queries().size() != 1
                || rows.unlisted() != null) {
            return statement.columns();
        }
        boolean named = rows.cells().stream()
                .allMatch(cell -> schema.columns().stream().anyMatch(cell.name().text()::equalsIgnoreCase));
        return named || schema.columns().size() != rows.cells().size()
                ? List.of()
                : schema.columns().stream()
                        .map(column -> new Name(column, true))
                        .toList();
    }

    private static Rows together(Rows one, Rows other) {
        Map<String, Rows.Cell> cells = new LinkedHashMap<>();
        for (Rows rows : List.of(one, other)) {
            for (Rows.Cell cell : rows.cells()) {
                cells.merge(
                        cell.name().key(),
                        cell,
                        (a, b) ->
                                new Rows.Cell(a.name(), a.named(), OriginSet.union(List.of(a.origins(), b.origins()))));
            }
        }
        Unlisted unlisted = one.unlisted() == null ? other.unlisted() : one.unlisted();
        return new Rows(List.copyOf(cells.values()), unlisted);
    }
}
