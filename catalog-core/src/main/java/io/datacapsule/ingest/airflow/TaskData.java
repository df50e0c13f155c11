package io.datacapsule.ingest.airflow;

import io.datacapsule.ingest.JobWarning;
import io.datacapsule.ingest.airflow.Mention.Use;
import io.datacapsule.sql.ColumnLineage;
import io.datacapsule.sql.Query;
import io.datacapsule.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Finds the data that tasks use in what they ran: dbt nodes and the tables of SQL. */
final class TaskData {

    private final AirflowNames names;
    private final SqlTasks sql;
    private final Consumer<JobWarning> warnings;

    TaskData(AirflowNames names, Function<Query, ColumnLineage> engine, Consumer<JobWarning> warnings) {
        this.names = names;
        this.sql = new SqlTasks(engine);
        this.warnings = warnings;
    }

    List<Mention> of(AirflowDag dag, AirflowTask task) {
        String urn = names.task(dag.id(), task.id());
        List<Mention> mentions = new ArrayList<>();
        List<DbtCommand> commands = DbtTasks.of(task);
        for (DbtCommand command : commands) {
            if (command.read()) {
                mentions.add(new Mention(urn, command.data(), command.use(), Via.DBT));
            } else {
                warn("unread_dbt_selector", urn, "Left out: what a dbt selector in YAML or a resource type selects");
            }
        }
        if (commands.isEmpty() && "DbtCloudRunJobOperator".equals(task.operator())) {
            warn("unread_dbt_job", urn, "Left out: what a job of dbt Cloud runs, which Airflow does not tell");
        }
        if (commands.isEmpty() && task.rendered() != null) {
            SqlTasks.Tables tables = sql.of(task);
            tables.reads().forEach(table -> mentions.add(mention(urn, table, SqlTasks.use(task))));
            tables.writes().forEach(table -> mentions.add(mention(urn, table, Use.WRITES)));
            if (tables.unread()) {
                warn("unread_sql", urn, "Left out: SQL among the rendered fields that could not be read");
            }
        }
        return mentions;
    }

    private static Mention mention(String task, TableName table, Use use) {
        return new Mention(task, new DataRef.Table(table), use, Via.SQL);
    }

    private void warn(String code, String path, String message) {
        warnings.accept(new JobWarning(code, path, message));
    }
}
