package io.datacapsule.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.datacapsule.sql.Unresolved.Reason;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that nobody writes cost the limits at most, and one finding. */
class HostileQueriesTests {

    private static final SqlLineage ENGINE = new SqlLineage(SqlLimits.DEFAULT);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static ColumnLineage derive(String sql) {
        return ENGINE.derive(Query.of(sql, Dialect.ANSI, TableSchemas.none()));
    }

    @Test
    void readsTenThousandColumnsOrSaysThatTimeIsOver() {
        String columns = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));

        assertAnswered(derive("select " + columns + " from t"), 10_000);
    }

    @Test
    void readsALongUnionOrSaysThatTimeIsOver() {
        ColumnLineage lineage = derive("select a from t0"
                + IntStream.range(1, 2_000)
                        .mapToObj(i -> " union all select a from t" + i)
                        .collect(Collectors.joining()));

        assertAnswered(lineage, 1);
        if (lineage.unresolved().isEmpty()) {
            assertThat(lineage.columns().getFirst().origins()).hasSize(2_000);
        }
    }

    @Test
    void readsDeepNestingUpToTheLimit() {
        assertAnswered(derive(nested(100)), 1);
        assertThat(derive(nested(500)).unresolved())
                .extracting(Unresolved::reason)
                .containsExactly(Reason.TOO_LARGE);
        assertThat(derive("(".repeat(50_000)).unresolved())
                .extracting(Unresolved::reason)
                .containsExactly(Reason.TOO_LARGE);
    }

    /** Each step has twice the fields of the one before. */
    @Test
    void readsStructsThatDouble() {
        String steps = IntStream.range(1, 60)
                .mapToObj(i -> ", c%d as (select any_value(struct(s as s, s as r)) as s from c%d)".formatted(i, i - 1))
                .collect(Collectors.joining());
        ColumnLineage lineage = ENGINE.derive(Query.of(
                "with c0 as (select struct(a as x, b as y) as s from t)" + steps + " select s from c59",
                Dialect.BIGQUERY,
                TableSchemas.none()));

        assertThat(lineage.unresolved()).isEmpty();
        assertThat(lineage.columns().getFirst().origins()).hasSize(2);
    }

    @Test
    void readsLongChainsOfOperators() {
        ColumnLineage lineage = derive("select a" + " || b".repeat(5_000) + " as x from t");

        assertAnswered(lineage, 1);
    }

    @Test
    void answersForTenMegabytes() {
        String values = "('0123456789', 1, null),\n".repeat(400_000);
        ColumnLineage lineage = derive("select a from (values " + values + "(1, 2, 3)) as v (a, b, c)");

        assertThat(lineage.unresolved()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void refusesMoreTextThanTheLimit() {
        try (SqlLineage small = new SqlLineage(new SqlLimits(Duration.ofSeconds(2), 400, 10))) {
            ColumnLineage lineage = small.derive(Query.of("select a from t", Dialect.ANSI, TableSchemas.none()));

            assertThat(lineage.unresolved()).extracting(Unresolved::reason).containsExactly(Reason.TOO_LARGE);
        }
    }

    @Test
    void endsAtTheTimeLimitAndGoesOnWithTheNext() {
        try (SqlLineage hasty = new SqlLineage(new SqlLimits(Duration.ofNanos(1), 400, 20_000_000))) {
            String sql = "select " + "case when a = 1 then b end, ".repeat(20_000) + "c from t";
            ColumnLineage lineage = hasty.derive(Query.of(sql, Dialect.ANSI, TableSchemas.none()));

            assertThat(lineage.unresolved()).extracting(Unresolved::reason).containsExactly(Reason.TIME_LIMIT);
            assertThat(lineage.complete()).isFalse();
        }
        assertThat(derive("select a from t").complete()).isTrue();
    }

    @Test
    void keepsNoMoreThreadsThanProcessors() {
        for (int i = 0; i < 50; i++) {
            derive("select a from t" + i);
        }

        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("sql-lineage-")))
                .hasSizeLessThanOrEqualTo(4 * Runtime.getRuntime().availableProcessors());
    }

    @Test
    void readsRecursionThatNeverEnds() {
        ColumnLineage lineage = derive(
                "with recursive a as (select x from b), b as (select x from a union all select y from t) select x from b");

        assertThat(lineage.columns()).hasSize(1);
    }

    static Stream<Arguments> statements() {
        String words = "abc ".repeat(100_000);
        return Stream.of(
                arguments("a string without end", "select 'x" + words),
                arguments("a name without end", "select \"x" + words),
                arguments("a comment without end", "select 1 /*" + words),
                arguments("comments in comments", "/*".repeat(100_000)),
                arguments("a dollar quote without end", "select $q$ " + words),
                arguments("words", words),
                arguments("a name of many parts", "select " + "a.".repeat(100_000) + "b from t"),
                arguments("closing parentheses", ")".repeat(100_000)),
                arguments("opening brackets", "select " + "[".repeat(100_000)),
                arguments("nested calls", "select " + "f(".repeat(390) + "a" + ")".repeat(390) + " from t"),
                arguments("nested choices", "select " + "case when a then ".repeat(2_000)),
                arguments("many SELECT", "select ".repeat(50_000)),
                arguments("many FROM", "from t select ".repeat(5_000)),
                arguments("many WITH", "with ".repeat(20_000)),
                arguments("many pivots", "select * from t" + " unpivot (a for b in (c, d))".repeat(2_000)),
                arguments(
                        "nested structs",
                        "select " + "struct(".repeat(190) + "a" + " as x)".repeat(190) + " as s from t"),
                arguments("many pipes", "from t" + " |> extend a as b".repeat(500)),
                arguments("many EXCEPT", "select a from t" + " except select b from u".repeat(2_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void tellsOneReasonAtMost(String what, String sql) {
        for (Dialect dialect : List.of(Dialect.POSTGRES, Dialect.BIGQUERY)) {
            assertThat(ENGINE.derive(Query.of(sql, dialect, TableSchemas.none()))
                            .unresolved())
                    .as("%s in %s", what, dialect)
                    .hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(unresolved -> assertThat(unresolved.detail()).hasSizeLessThan(400));
        }
    }

    @Test
    void keepsNoMoreThanMemoryHolds() {
        String stars = IntStream.range(1, 30)
                .mapToObj(i -> ", c%d as (select *, *, * from c%d)".formatted(i, i - 1))
                .collect(Collectors.joining());

        assertThat(derive("with c0 as (select a, b, c from t)" + stars + " select a from c29")
                        .unresolved())
                .extracting(Unresolved::reason)
                .containsExactly(Reason.TOO_LARGE);
    }

    /** Ends the work at a check instead of at a time. */
    private static final class Countdown extends Deadline {

        private final long last;
        private long checks;

        Countdown(long last) {
            this.last = last;
        }

        @Override
        void check() {
            if (++checks == last) {
                expire();
            }
            super.check();
        }
    }

    private static ColumnLineage within(Deadline deadline, String sql) {
        Query query = Query.of(sql, Dialect.ANSI, TableSchemas.none());
        return new ScriptResolver(query, SqlLimits.DEFAULT, new JSqlQueryParser(), deadline).lineage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a, case when b > 0 then sum(c) over (partition by d) end as x from t join u using (id) where e in (1, 2)",
                "with x as (select a from t union all select b from u) select * from x; insert into y select max(a) from x",
                "merge into x using t on x.id = t.id when matched then update set a = t.b"
            })
    void endsAtAnyCheckOfItsTime(String sql) {
        Countdown whole = new Countdown(0);
        assertThat(within(whole, sql).unresolved())
                .extracting(Unresolved::reason)
                .doesNotContain(Reason.TIME_LIMIT);

        for (long check = 1; check <= whole.checks; check++) {
            Countdown early = new Countdown(check);
            ColumnLineage lineage = within(early, sql);

            assertThat(lineage.complete()).isFalse();
            assertThat(lineage.unresolved())
                    .extracting(Unresolved::reason)
                    .filteredOn(reason -> reason == Reason.TIME_LIMIT)
                    .hasSize(1);
            assertThat(early.checks).as("checks until the end").isLessThan(check + 5);
        }
    }

    @Test
    void looksAtTheTimeForEveryTokenThatItCutsAndRewrites() {
        Countdown whole = new Countdown(0);
        within(whole, "select a" + ", a".repeat(5_000) + " from t");

        assertThat(whole.checks).isGreaterThan(2 * 2 * 5_000);
    }

    private static String nested(int depth) {
        return "select a from (".repeat(depth) + "select a from t" + ") s".repeat(depth);
    }

    private static void assertAnswered(ColumnLineage lineage, int columns) {
        if (lineage.unresolved().isEmpty()) {
            assertThat(lineage.columns()).hasSize(columns);
        } else {
            assertThat(lineage.unresolved()).extracting(Unresolved::reason).containsExactly(Reason.TIME_LIMIT);
        }
    }
}
