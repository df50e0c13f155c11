package io.datacapsule.ingest.derive;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.ingest.Asserted;
import io.datacapsule.ingest.ChangeCounts;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.model.LineageState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Column lineage that dbt itself wrote. */
class ToldLineageTests {

    private static final String SQL = "select id, sha2(email) as email from db.main.raw where day > 1";

    private final DerivedGraph derived = new DerivedGraph();

    @AfterEach
    void close() {
        derived.close();
    }

    @Test
    void countsBeforeWhatTheSqlTells() {
        derived.ingest(shop(SQL).told("id <- raw.id copied, email <- raw.id changed, <- raw.day read"));

        assertThat(derived.edges())
                .containsExactlyInAnyOrder(
                        "stg.id DERIVED_FROM raw.id IDENTITY dbt", "stg.email DERIVED_FROM raw.id TRANSFORMATION dbt");
        assertThat(derived.lineage("stg").status()).isEqualTo(LineageState.COMPLETE);
        assertThat(derived.lineage("stg").asOf()).isEqualTo(Asserted.RUN);
    }

    @Test
    void isDescribedFurtherByTheSql() {
        derived.ingest(shop("""
                select max(id) as id, case when day > 1 then sha2(email) end as email from db.main.raw
                """).told("id <- raw.id changed, email <- raw.email changed, email <- raw.day changed"));

        assertThat(derived.edges())
                .containsExactlyInAnyOrder(
                        "stg.id DERIVED_FROM raw.id AGGREGATION dbt",
                        "stg.email DERIVED_FROM raw.email TRANSFORMATION dbt masked",
                        "stg.email INFLUENCED_BY raw.day CONDITIONAL dbt");
    }

    @Test
    void leavesModelsToTheirSqlThatDbtDoesNotCover() {
        derived.ingest(shop(SQL)
                .flow("stg -> mart")
                .model("mart")
                .column("id", "bigint")
                .sql("select id from db.main.stg")
                .model("stg")
                .told("id <- raw.id copied"));

        assertThat(derived.edges())
                .containsExactlyInAnyOrder(
                        "stg.id DERIVED_FROM raw.id IDENTITY dbt", "mart.id DERIVED_FROM stg.id IDENTITY sql");
    }

    @Test
    void isTakenOfModelsWhoseSqlIsNotThereOrCannotBeRead() {
        derived.ingest(shop("").told("id <- raw.id copied"));
        assertThat(derived.edges()).containsExactly("stg.id DERIVED_FROM raw.id IDENTITY dbt");

        derived.ingest(shop("select from where ((").told("id <- raw.id copied"));
        assertThat(derived.edges()).containsExactly("stg.id DERIVED_FROM raw.id IDENTITY dbt");
        assertThat(derived.lineage("stg").status()).isEqualTo(LineageState.COMPLETE);
        assertThat(derived.warnings()).isEmpty();
    }

    @Test
    void isNotReadAgainUnlessItChanged() {
        derived.ingest(shop(SQL).told("id <- raw.id copied"));
        int queries = derived.queries();

        ChangeCounts again = derived.ingest(shop(SQL).told("id <- raw.id copied"));
        assertThat(derived.queries()).isEqualTo(queries);
        assertThat(again.columnEdgesUnchanged()).isEqualTo(1);

        derived.ingest(shop(SQL).told("id <- raw.id copied, email <- raw.email changed"));
        assertThat(derived.edges()).hasSize(2);
    }

    @Test
    void staysWhenALaterRunDoesNotTellItAndTheSqlIsTheSame() {
        derived.ingest(shop(SQL).told("id <- raw.id copied"));

        derived.ingest(shop(SQL));
        assertThat(derived.edges()).containsExactly("stg.id DERIVED_FROM raw.id IDENTITY dbt");

        derived.ingest(shop("select id, id as email from db.main.raw"));
        assertThat(derived.edges())
                .containsExactlyInAnyOrder(
                        "stg.id DERIVED_FROM raw.id IDENTITY sql", "stg.email DERIVED_FROM raw.id IDENTITY sql");
    }

    @Test
    void saysWhatItNamesAndTheCatalogDoesNotHave() {
        derived.ingest(shop(SQL).told("id <- raw.id copied, none <- raw.id copied, id <- gone.id copied"));

        assertThat(derived.edges()).containsExactly("stg.id DERIVED_FROM raw.id IDENTITY dbt");
        assertThat(derived.lineage("stg").status()).isEqualTo(LineageState.PARTIAL);
        assertThat(derived.lineage("stg").unresolved()).isEqualTo(2);
        assertThat(derived.warnings())
                .extracting(JobWarning::message)
                .singleElement()
                .satisfies(message -> assertThat(message).contains("none", "gone"));
    }

    private static Asserted shop(String sql) {
        return Asserted.by("shop")
                .flow("raw -> stg")
                .model("raw")
                .column("id", "bigint")
                .column("email", "text")
                .column("day", "bigint")
                .model("stg")
                .column("id", "bigint")
                .column("email", "text")
                .sql(sql);
    }
}
