package io.datacapsule.api.lineage;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.LimitExceededException;
import io.datacapsule.sql.ColumnLineage;
import io.datacapsule.sql.Dialect;
import io.datacapsule.sql.Query;
import io.datacapsule.sql.TableName;
import io.datacapsule.sql.TableSchema;
import io.datacapsule.sql.TableSchemas;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Lineage", description = "Where data comes from and where it goes.")
class SqlLineageController {

    private static final int LONGEST_SQL = 1_000_000;
    private static final int MOST_TABLES = 10_000;
    private static final int MOST_COLUMNS = 200_000;

    private final Catalog catalog;

    SqlLineageController(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * SQL to try.
     *
     * @param sql             one statement or several
     * @param dialect         as dbt names its adapters, or ansi
     * @param defaultDatabase completes names without database
     * @param defaultSchema   completes names without schema
     * @param schema          what tables there are: by their name, columns with their types in order; without it the catalog's
     */
    record Statement(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "select id, upper(name) as name from shop.main.customers")
            @Nullable
            String sql,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "snowflake") @Nullable
            String dialect,

            @Nullable String defaultDatabase,
            @Nullable String defaultSchema,
            @Nullable Map<String, @Nullable Map<String, @Nullable String>> schema) {}

    @PostMapping("/api/v1/lineage/sql")
    @Operation(
            summary = "The column lineage of a statement that is given",
            description =
                    "Nothing is stored or run. At most 1,000,000 characters; what is not done after two seconds is said to be"
                            + " unresolved. SQL that cannot be understood is an answer too: it has 'complete': false.")
    SqlLineageAnswer derive(@RequestBody Statement statement) {
        String sql = statement.sql();
        if (sql == null || sql.isBlank()) {
            throw new InvalidInputException("missing_parameter", "The field 'sql' is missing.");
        }
        if (sql.length() > LONGEST_SQL) {
            throw new LimitExceededException("sql_too_long", "'sql' must have at most " + LONGEST_SQL + " characters.");
        }
        TableSchemas schemas = statement.schema() == null
                ? new CatalogTables(catalog.snapshot())
                : TableSchemas.of(tables(statement.schema()));
        ColumnLineage lineage = catalog.sql()
                .derive(new Query(
                        sql,
                        dialect(statement.dialect()),
                        blank(statement.defaultDatabase()),
                        blank(statement.defaultSchema()),
                        schemas));
        return SqlLineageAnswer.of(lineage);
    }

    private static Dialect dialect(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new InvalidInputException("missing_parameter", "The field 'dialect' is missing: " + known());
        }
        Dialect dialect = Dialect.of(name);
        boolean asked =
                List.of("ansi", "default", "generic").contains(name.strip().toLowerCase(Locale.ROOT));
        if (dialect == Dialect.ANSI && !asked) {
            throw new InvalidInputException("invalid_parameter", "dialect is not known; " + known());
        }
        return dialect;
    }

    private static String known() {
        List<String> names = Arrays.stream(Dialect.values())
                .map(dialect -> dialect.name().toLowerCase(Locale.ROOT))
                .toList();
        return "it takes " + String.join(", ", names) + ".";
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static List<TableSchema> tables(Map<String, @Nullable Map<String, @Nullable String>> schema) {
        if (schema.size() > MOST_TABLES) {
            throw new LimitExceededException(
                    "schema_too_large", "'schema' must have at most " + MOST_TABLES + " tables.");
        }
        List<TableSchema> tables = new ArrayList<>(schema.size());
        int columns = 0;
        for (var entry : schema.entrySet()) {
            Map<String, @Nullable String> table = entry.getValue();
            List<String> names = table == null ? List.of() : List.copyOf(table.keySet());
            columns += names.size();
            if (columns > MOST_COLUMNS) {
                throw new LimitExceededException(
                        "schema_too_large", "'schema' must have at most " + MOST_COLUMNS + " columns.");
            }
            tables.add(new TableSchema(name(entry.getKey()), names));
        }
        return tables;
    }

    private static TableName name(String dotted) {
        String[] parts = dotted.replaceAll("[\"`\\[\\]]", "").split("\\.", -1);
        int last = parts.length - 1;
        if (Arrays.stream(parts).anyMatch(String::isBlank)) {
            throw new InvalidInputException(
                    "invalid_parameter", "'" + dotted + "' in 'schema' is no name of a table: database.schema.table");
        }
        String database = last < 2 ? null : String.join(".", Arrays.copyOf(parts, last - 1));
        return new TableName(database, last < 1 ? null : parts[last - 1], parts[last]);
    }
}
