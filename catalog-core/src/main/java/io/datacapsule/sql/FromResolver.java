package io.datacapsule.sql;

import io.datacapsule.sql.ExpressionResolver.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the relations of FROM into scope. */
final class FromResolver {

    private final Derivation derivation;
    private final QueryResolver queries;
    private final ExpressionResolver expressions;
    private final ElementResolver elements;
    private final PivotResolver pivots;

    FromResolver(Derivation derivation, QueryResolver queries, ExpressionResolver expressions) {
        this.derivation = derivation;
        this.queries = queries;
        this.expressions = expressions;
        this.elements = new ElementResolver(expressions);
        this.pivots = new PivotResolver(derivation.dialect());
    }

    void enter(List<Relation.Source> sources, Scope scope, CommonTables tables) {
        for (Relation.Source source : sources) {
            derivation.deadline().check();
            int before = scope.members().size();
            enter(source.relation(), source.hidden(), scope, tables);
            source.using().forEach(scope::join);
            if (source.natural()) {
                joinCommon(scope, before);
            }
            Findings findings = derivation.findings();
            findings.quiet();
            Place place = new Place(scope, tables, name -> null);
            for (Name column : source.using()) {
                findings.indirect(
                        expressions.origins(new Expr.ColumnName(List.of(column), -1), place), Transformation.JOIN);
            }
            for (Expr condition : source.conditions()) {
                findings.indirect(expressions.origins(condition, place), Transformation.JOIN);
            }
            findings.loud();
        }
    }

    private static void joinCommon(Scope scope, int before) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < before && i < scope.members().size(); i++) {
            scope.members()
                    .get(i)
                    .rows()
                    .cells()
                    .forEach(cell -> seen.add(cell.name().key()));
        }
        for (int i = before; i < scope.members().size(); i++) {
            for (Rows.Cell cell : scope.members().get(i).rows().cells()) {
                if (seen.contains(cell.name().key())) {
                    scope.join(cell.name());
                }
            }
        }
    }

    private void enter(Relation relation, boolean hidden, Scope scope, CommonTables tables) {
        switch (relation) {
            case Relation.Table table -> scope.add(table(table, hidden, scope, tables));
            case Relation.Derived derived ->
                scope.add(new Scope.Member(
                        names(derived.alias()),
                        queries.rows(derived.query(), scope, tables).renamed(derived.columns()),
                        null,
                        hidden));
            case Relation.Group group -> group(group, scope, tables);
            case Relation.Function function -> scope.add(elements.function(function, hidden, scope, tables));
            case Relation.Computed computed ->
                scope.add(new Scope.Member(
                        List.of(), new Rows(List.of(new Rows.Cell(computed.column(), List.of())), null), null, hidden));
            case Relation.Pivot pivot -> {
                if (!scope.members().isEmpty()) {
                    scope.add(pivots.pivot(pivot, scope.removeLast()));
                }
            }
            case Relation.Match match -> {
                if (!scope.members().isEmpty()) {
                    scope.add(pivots.match(match, scope.removeLast()));
                }
            }
            case Relation.Unpivot unpivot -> {
                if (!scope.members().isEmpty()) {
                    scope.add(pivots.unpivot(unpivot, scope.removeLast()));
                }
            }
        }
    }

    static List<Name> names(@Nullable Name alias) {
        return alias == null ? List.of() : List.of(alias);
    }

    /** Joins in parentheses: their relations are seen by name, under an alias only by that. */
    private void group(Relation.Group group, Scope scope, CommonTables tables) {
        Name alias = group.alias();
        if (alias == null) {
            enter(group.sources(), scope, tables);
            return;
        }
        Expr.Star all = new Expr.Star(List.of(), List.of(), Map.of(), List.of(), 0);
        QueryTree.Select select = new QueryTree.Select(
                List.of(),
                List.of(new QueryTree.Item(null, all, 0, 0)),
                group.sources(),
                List.of(),
                List.of(),
                List.of());
        scope.add(new Scope.Member(
                List.of(alias), queries.rows(select, scope, tables).renamed(group.columns()), null, false));
    }

    private Scope.Member table(Relation.Table table, boolean hidden, Scope scope, CommonTables tables) {
        List<Name> parts = table.parts();
        Name alias = table.alias();
        if (parts.size() == 1) {
            Rows common = tables.find(parts.getFirst());
            if (common != null) {
                return new Scope.Member(
                        alias == null ? parts : List.of(alias), common.renamed(table.columns()), null, hidden);
            }
        }
        Scope.Member element = parts.size() > 1 ? elements.element(table, scope, tables, hidden) : null;
        if (element != null) {
            return element;
        }
        TableName name = derivation.complete(tableName(parts));
        Rows created = derivation.written(name);
        if (created != null) {
            return new Scope.Member(
                    alias == null ? parts : List.of(alias), created.renamed(table.columns()), null, hidden);
        }
        TableSchema schema = derivation.schema(name).orElse(new TableSchema(name, List.of()));
        derivation.findings().table(schema.name());
        return new Scope.Member(
                alias == null ? parts : List.of(alias), rows(schema).renamed(table.columns()), schema.name(), hidden);
    }

    static TableName tableName(List<Name> parts) {
        int size = parts.size();
        String name = parts.getLast().text();
        String schema = size > 1 ? parts.get(size - 2).text() : null;
        StringBuilder database = new StringBuilder();
        for (int i = 0; i < size - 2; i++) {
            database.append(i == 0 ? "" : ".").append(parts.get(i).text());
        }
        return new TableName(
                database.isEmpty() ? null : database.toString(),
                schema == null || schema.isEmpty() ? null : schema,
                name);
    }

    static Rows rows(TableSchema schema) {
        if (schema.columns().isEmpty()) {
            return new Rows(List.of(), new Unlisted.OfTable(schema.name()));
        }
        Unlisted.OfTable table = new Unlisted.OfTable(schema.name());
        List<Rows.Cell> cells = new ArrayList<>(schema.columns().size());
        List<Rows.Cell> nested = new ArrayList<>();
        Set<String> top = new HashSet<>();
        for (String column : schema.columns()) {
            int dot = column.indexOf('.');
            Rows.Cell cell = new Rows.Cell(new Name(column, true), table.origins(Name.of(column)));
            if (dot > 0 && top.contains(column.substring(0, dot))) {
                nested.add(cell);
            } else {
                top.add(column);
                cells.add(cell);
            }
        }
        return nested.isEmpty() ? new Rows(cells, null) : new Rows(cells, null).withNested(nested);
    }
}
