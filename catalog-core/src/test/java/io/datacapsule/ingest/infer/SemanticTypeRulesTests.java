package io.datacapsule.ingest.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticTypeRulesTests {

    @ParameterizedTest
    @CsvSource({
        "id, surrogate_key",
        "ID, surrogate_key",
        "pk, surrogate_key",
        "primary_key, surrogate_key",
        "order_pk, surrogate_key",
        "order_sk, surrogate_key",
        "my_surrogate_key, surrogate_key",
        "order_bk, business_key",
        "natural_key, business_key",
        "business_order_key, business_key",
        "business_key, business_key",
        "customer_id, foreign_key",
        "customerId, foreign_key",
        "store_key, foreign_key",
        "store_fk, foreign_key",
        "created_at, timestamp",
        "order_date, timestamp",
        "event_time, timestamp",
        "ts, timestamp",
        "loaded_timestamp, timestamp",
        "created, timestamp",
        "updated, timestamp",
        "last_modified, timestamp",
        "deleted, timestamp",
        "order_datetime, timestamp",
        "total_amount, metric",
        "sum_x, metric",
        "orderCount, metric",
        "avg_delay, metric",
        "average_delay, metric",
        "quantity, metric",
        "qty, metric",
        "unit_price, metric",
        "cost, metric",
        "net_revenue, metric",
        "profit, metric",
        "amt, metric",
        "row_cnt, metric"
    })
    void tellsTheRoleFromTheWordsOfTheName(String column, String role) {
        assertThat(SemanticTypeRules.semanticType(column, null, Meta.NONE)).contains(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account_name", "discount_code", "country", "status", "candidate", "bid", "monkey", ""})
    void takesPartsOfWordsForNothing(String column) {
        assertThat(SemanticTypeRules.semanticType(column, null, Meta.NONE)).isEmpty();
    }

    @Test
    void takesPersonalDataFirstThenWhatIsDeclared() {
        Meta declared = new Meta(Map.of("semantic_type", "Business_Key"));

        assertThat(SemanticTypeRules.semanticType("id", "ssn", declared)).contains("pii");
        assertThat(SemanticTypeRules.semanticType("id", null, declared)).contains("business_key");
    }

    @ParameterizedTest
    @CsvSource({
        "customerID_2, 'customer,id,2'",
        "HTTPServerName, 'http,server,name'",
        "__a--b c, 'a,b,c'",
        "ALL_CAPS, 'all,caps'",
        "größe_m2, 'größe,m2'"
    })
    void cutsNamesIntoWholeWords(String name, String words) {
        assertThat(NameTokens.of(name)).isEqualTo(List.of(words.split(",")));
    }
}
