package io.datacapsule.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random queries whose lineage is known because it is composed together with their text. */
class NestedQueriesPropertyTests {

    /** A query and the origins of each of its columns {@code c0}, {@code c1}, … */
    private record Known(String sql, List<Set<String>> origins) {}

    @Property(tries = 100)
    void derivesWhatWasComposed(@ForAll long seed) {
        Known known = query(new Random(seed), 4);

        try (SqlLineage engine = new SqlLineage(SqlLimits.DEFAULT)) {
            ColumnLineage lineage = engine.derive(Query.of(known.sql(), Dialect.ANSI, TableSchemas.none()));

            assertThat(lineage.unresolved()).as(known.sql()).isEmpty();
            List<Set<String>> derived = new ArrayList<>();
            for (OutputColumn column : lineage.columns()) {
                Set<String> origins = new TreeSet<>();
                column.origins().forEach(origin -> origins.add(origin.table().name() + "." + origin.column()));
                derived.add(origins);
            }
            assertThat(derived).as(known.sql()).isEqualTo(known.origins());
        }
    }

    private static Known query(Random random, int depth) {
        if (depth == 0) {
            String table = "t" + random.nextInt(5);
            return new Known(
                    "select a as c0, b as c1 from " + table, List.of(Set.of(table + ".a"), Set.of(table + ".b")));
        }
        return switch (random.nextInt(4)) {
            case 0 -> union(query(random, depth - 1), query(random, depth - 1));
            case 1 -> join(query(random, depth - 1), query(random, depth - 1));
            case 2 -> common(query(random, depth - 1));
            default -> star(query(random, depth - 1));
        };
    }

    private static Known union(Known one, Known other) {
        return new Known(
                "select * from (" + one.sql() + ") x union all select * from (" + other.sql() + ") y",
                List.of(both(one, other, 0, 0), both(one, other, 1, 1)));
    }

    private static Known join(Known one, Known other) {
        return new Known(
                "select coalesce(l.c0, r.c1) as c0, case when l.c1 > 0 then r.c0 end as c1 from (" + one.sql()
                        + ") l left join (" + other.sql() + ") r on l.c0 = r.c0",
                List.of(both(one, other, 0, 1), both(one, other, 1, 0)));
    }

    private static Known common(Known inner) {
        return new Known(
                "with q (d0, d1) as (" + inner.sql() + ") select max(d1) over (order by d0) as c0, d0 + 1 as c1 from q",
                List.of(both(inner, inner, 0, 1), inner.origins().get(0)));
    }

    private static Known star(Known inner) {
        return new Known("select s.* from (" + inner.sql() + ") s where s.c0 in (select a from u)", inner.origins());
    }

    private static Set<String> both(Known one, Known other, int first, int second) {
        Set<String> origins = new TreeSet<>(one.origins().get(first));
        origins.addAll(other.origins().get(second));
        return origins;
    }
}
