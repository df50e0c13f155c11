package io.datacapsule.bench;

import io.datacapsule.sql.ColumnLineage;
import io.datacapsule.sql.Dialect;
import io.datacapsule.sql.Query;
import io.datacapsule.sql.SqlLimits;
import io.datacapsule.sql.SqlLineage;
import io.datacapsule.sql.TableName;
import io.datacapsule.sql.TableSchema;
import io.datacapsule.sql.TableSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Parse and resolve: a dbt model of twenty columns that imports three others. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
public class SqlLineageBenchmark {

    private final SqlLineage engine = new SqlLineage(SqlLimits.DEFAULT);
    private Query query = Query.of("select 1", Dialect.SNOWFLAKE, TableSchemas.none());

    /** Writes the model and its parents. */
    @Setup
    public void write() {
        List<TableSchema> parents = new ArrayList<>();
        StringBuilder sql = new StringBuilder("with ");
        for (int table = 0; table < 3; table++) {
            TableName name = new TableName("ANALYTICS", "staging", "stg_orders_" + table);
            parents.add(new TableSchema(
                    name, IntStream.range(0, 20).mapToObj(c -> "COLUMN_" + c).toList()));
            sql.append("s%d as (\n    select * from %s\n),\n".formatted(table, name));
        }
        sql.append("final as (\nselect\n    s0.column_0 as id");
        for (int column = 1; column < 20; column++) {
            String reference = "s" + column % 3 + ".column_" + column;
            String value =
                    switch (column % 4) {
                        case 0 -> "coalesce(%s, %s)".formatted(reference, reference);
                        case 1 -> "lower(trim(%s))".formatted(reference);
                        case 2 -> "cast(%s as float)".formatted(reference);
                        default -> reference;
                    };
            sql.append(",\n    ").append(value).append(" as derived_").append(column);
        }
        sql.append("\nfrom s0\nleft join s1 on s0.column_0 = s1.column_0\nleft join s2 on s0.column_0 = s2.column_0\n)\n")
                .append("select * from final");
        query = Query.of(sql.toString(), Dialect.SNOWFLAKE, TableSchemas.of(parents));
    }

    /** One model. */
    @Benchmark
    public ColumnLineage derive() {
        return engine.derive(query);
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        engine.close();
    }
}
