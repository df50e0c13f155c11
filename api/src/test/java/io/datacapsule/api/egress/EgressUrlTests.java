package io.datacapsule.api.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressUrlTests {

    @ParameterizedTest
    @CsvSource({
        "https://Airflow.Example.com., https://airflow.example.com",
        "HTTP://airflow:8080/, http://airflow:8080",
        "https://airflow.example.com/team-a/airflow/, https://airflow.example.com/team-a/airflow",
        "https://airflow.example.com/a/../b, https://airflow.example.com/b",
        "http://[0:0:0:0:0:0:0:1]:8080, http://[::1]:8080",
    })
    void bringsUrlsIntoOneForm(String text, String form) {
        assertThat(EgressUrl.parse("base_url", text)).hasToString(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://airflow.example.com",
                "file:///etc/passwd",
                "jar:http://a/x.jar!/y",
                "gopher://127.0.0.1:5432/_x",
                "//airflow.example.com",
                "airflow.example.com",
                "https://",
                "https:///path",
                "https://a b",
                "https://airflow.example.com:0",
                "https://airflow.example.com:99999",
                "https://airflow.example.com?x=canary",
                "https://airflow.example.com#canary",
                "http://0x7f000001/canary",
                "http://2130706433",
                "http://127.1",
                "http://0177.0.0.1",
                "\\\\canary\\share"
            })
    void refusesOtherUrlsWithoutQuotingThem(String text) {
        assertThatThrownBy(() -> EgressUrl.parse("base_url", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("canary")
                .extracting(e -> ((InvalidInputException) e).code())
                .isEqualTo("invalid_url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://admin:canary@airflow.example.com",
                "https://canary@airflow.example.com",
                "https://@airflow.example.com",
                "https://user@169.254.169.254:80@example.com/canary"
            })
    void refusesCredentialsInUrlsWithoutQuotingThem(String text) {
        assertThatThrownBy(() -> EgressUrl.parse("base_url", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("canary")
                .extracting(e -> ((InvalidInputException) e).code())
                .isIn("url_credentials", "invalid_url");
    }

    @Test
    void knowsThePortThatASchemeMeans() {
        assertThat(EgressUrl.port(EgressUrl.parse("base_url", "https://a.example")))
                .isEqualTo(443);
        assertThat(EgressUrl.port(EgressUrl.parse("base_url", "http://a.example")))
                .isEqualTo(80);
    }
}
