package io.datacapsule.ingest.derive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InlinedModelsTests {

    @Test
    void takesTheModelsOutThatDbtPutFirst() {
        String sql = """
                with  __dbt__cte__a as (
                  select ')' as x -- )
                ),  __dbt__cte__b as (select * from __dbt__cte__a), final as (select * from __dbt__cte__b)
                select * from final""";

        String cut = InlinedModels.cut(sql, name -> true);

        assertThat(cut).contains("final as (select * from __dbt__cte__b)").startsWith("with");
        assertThat(cut).doesNotContain("__dbt__cte__a");
        assertThat(cut.lines().count()).isEqualTo(sql.lines().count());
    }

    @Test
    void takesTheListAwayWithItsLastModel() {
        assertThat(InlinedModels.cut("with __dbt__cte__a as (select 1 as x) select x from __dbt__cte__a", name -> true)
                        .strip())
                .isEqualTo("select x from __dbt__cte__a");
    }

    @Test
    void leavesWhatIsNotKnownOrNotClosed() {
        String sql = "with __dbt__cte__a as (select 1 as x) select x from __dbt__cte__a";

        assertThat(InlinedModels.cut(sql, name -> false)).isEqualTo(sql);
        assertThat(InlinedModels.cut("with __dbt__cte__a as (select 1", name -> true))
                .isEqualTo("with __dbt__cte__a as (select 1");
        assertThat(InlinedModels.cut("select 1", name -> true)).isEqualTo("select 1");
    }
}
