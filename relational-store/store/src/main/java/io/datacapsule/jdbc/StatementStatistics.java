package io.datacapsule.jdbc;

import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * PostgreSQL's own statistics of statements, where the server has them loaded and the account may: as a view in {@code public} that
 * also has the names its columns had before PostgreSQL 13. Where somebody set them up already they are left alone.
 */
final class StatementStatistics {

    private static final System.Logger LOG = System.getLogger(StatementStatistics.class.getName());

    private StatementStatistics() {}

    /** Makes the view unless it is there. What stands in the way is logged and stops nothing. */
    static void offer(DSLContext sql) {
        try {
            if (!is(sql, "select rolsuper from pg_roles where rolname = current_user")
                    || !is(sql, "select current_setting('shared_preload_libraries') like '%pg_stat_statements%'")
                    || is(sql, "select to_regclass('public.pg_stat_statements') is not null")
                    || is(sql, "select exists (select from pg_extension where extname = 'pg_stat_statements')")) {
                return;
            }
            sql.transaction(made -> {
                made.dsl().execute("create schema if not exists statement_statistics");
                made.dsl().execute("create extension pg_stat_statements schema statement_statistics");
                made.dsl().execute("""
                    create view public.pg_stat_statements as
                    select s.*, s.total_exec_time as total_time, s.min_exec_time as min_time,
                           s.max_exec_time as max_time, s.mean_exec_time as mean_time,
                           s.stddev_exec_time as stddev_time
                      from statement_statistics.pg_stat_statements s
                    """);
            });
        } catch (DataAccessException e) {
            LOG.log(System.Logger.Level.INFO, "pg_stat_statements is not offered: {0}", e.getMessage());
        }
    }

    private static boolean is(DSLContext sql, String question) {
        return sql.resultQuery(question)
                .fetchOptional()
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .orElse(false);
    }
}
