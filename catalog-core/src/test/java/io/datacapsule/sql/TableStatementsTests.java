package io.datacapsule.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements that move whole rows, as the manuals of the databases write them: which tables they read and change. */
class TableStatementsTests {

    private static final SqlLineage ENGINE = new SqlLineage(SqlLimits.DEFAULT);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SNOWFLAKE | COPY INTO db.main.orders FROM @stage/orders FILE_FORMAT = (TYPE = CSV) | [] | [db.main.orders]",
                "SNOWFLAKE | COPY INTO main.orders (id, total) FROM 's3://lake/orders' | [] | [main.orders]",
                "SNOWFLAKE | COPY INTO @stage/out FROM main.orders OVERWRITE = TRUE | [main.orders] | []",
                "SNOWFLAKE | COPY INTO 's3://lake/out' FROM main.orders | [main.orders] | []",
                "DATABRICKS | COPY INTO main.orders FROM '/lake' FILEFORMAT = CSV | [] | [main.orders]",
                "REDSHIFT | COPY main.orders FROM 's3://lake' IAM_ROLE 'arn:x' CSV | [] | [main.orders]",
                "POSTGRES | COPY main.orders (id) FROM STDIN | [] | [main.orders]",
                "POSTGRES | COPY main.orders TO '/tmp/x' | [main.orders] | []",
                "POSTGRES | COPY (SELECT 1) TO STDOUT | [] | []",
                "POSTGRES | TRUNCATE a, b CASCADE | [] | [a, b]",
                "POSTGRES | TRUNCATE TABLE main.a, main.b RESTART IDENTITY | [] | [main.a, main.b]",
                "SNOWFLAKE | TRUNCATE TABLE IF EXISTS main.a | [] | [main.a]",
                "POSTGRES | DELETE FROM ONLY main.orders WHERE day = '2026-01-01' | [] | [main.orders]",
                "TSQL | DELETE main.orders WHERE id = 1 | [] | [main.orders]",
                "TSQL | DELETE o FROM main.orders o WHERE id = 1 | [] | []",
                "BIGQUERY | DELETE FROM `shop-1.main.orders` WHERE true | [] | [shop-1.main.orders]",
                "BIGQUERY | LOAD DATA OVERWRITE main.orders FROM FILES (uris = ['gs://x']) | [] | [main.orders]",
                "HIVE | LOAD DATA INPATH '/x' OVERWRITE INTO TABLE main.orders | [] | [main.orders]",
                "MYSQL | LOAD DATA LOCAL INFILE 'x' INTO TABLE main.orders | [] | [main.orders]",
                "ANSI | TRUNCATE | [] | []",
                "ANSI | COPY | [] | []",
                "ANSI | DELETE FROM | [] | []",
                "ANSI | LOAD EXTENSION | [] | []"
            })
    void tellsWhichTablesAreReadAndChanged(String dialect, String sql, String read, String changed) {
        ColumnLineage lineage = ENGINE.derive(Query.of(sql, Dialect.valueOf(dialect), TableSchemas.none()));

        assertThat(lineage.tables()).hasToString(read);
        assertThat(lineage.changed()).hasToString(changed);
        assertThat(lineage.columns()).isEmpty();
        assertThat(lineage.complete()).isTrue();
    }
}
