package io.datacapsule.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrnTests {

    @Test
    void printsAModelAsTheRunbookWritesIt() {
        assertThat(Urn.capsule("dbt", "model", "dim_customers", "myproject", "marts"))
                .isEqualTo("urn:dcs:dbt:model:myproject.marts:dim_customers");
    }

    @Test
    void takesAColumnApart() {
        Urn urn = Urn.parse("urn:dcs:dbt:model:shop.main:orders@v2.Customer%20Id");

        assertThat(urn).isEqualTo(new Urn("dbt", "model", "shop.main", "orders@v2", "Customer Id"));
    }

    @Test
    void keepsDagAndTaskOfAnAirflowTask() {
        assertThat(Urn.parse("urn:dcs:airflow:task:prod:etl%2Ev1.load").name()).isEqualTo("etl%2Ev1.load");
    }

    @Test
    void printingAndParsingAreInverseForAnyName() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String name = text(random);
            String column = text(random);
            String urn = Urn.column(Urn.capsule("dbt", "model", name, text(random), text(random)), column);

            Urn parsed = Urn.parse(urn);

            assertThat(parsed.name()).isEqualTo(name);
            assertThat(parsed.column()).isEqualTo(column);
            assertThat(parsed).hasToString(urn);
        }
    }

    @Test
    void differentNamesNeverShareAUrn() {
        assertThat(Urn.capsule("dbt", "model", "a.b", "p", "s"))
                .isNotEqualTo(Urn.column(Urn.capsule("dbt", "model", "a", "p", "s"), "b"));
        assertThat(Urn.capsule("dbt", "model", "n", "p.s")).isNotEqualTo(Urn.capsule("dbt", "model", "n", "p", "s"));
    }

    private static String text(Random random) {
        String alphabet = "ab.:%/ ?#\\\"<>\n\tÄß漢\u00a0\u2028-_@'`{}[]|😀\ud83d";
        StringBuilder text = new StringBuilder();
        for (int length = 1 + random.nextInt(6); length > 0; length--) {
            int[] points = alphabet.codePoints().toArray();
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a b\udfff", "\udc00\ud800", "id\ud83d ", "😀\ud83d"})
    void namesWithHalfASurrogatePairAreFoundAgain(String name) {
        String urn = Urn.column(Urn.capsule("dbt", "model", name, "p", "s"), name);

        assertThat(Urn.columnOf(urn)).isEqualTo(name);
        assertThat(Urn.parse(urn).name()).isEqualTo(name);
        assertThat(new String(urn.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(urn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "urn:dcs:dbt:model:orders",
                "urn:dcs:dbt:model:p:",
                "urn:x:dbt:model:p:o",
                "urn:dcs:::p:o"
            })
    void refusesWhatIsNoUrn(String text) {
        assertThatThrownBy(() -> Urn.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("urn:dcs:{source}");
    }
}
