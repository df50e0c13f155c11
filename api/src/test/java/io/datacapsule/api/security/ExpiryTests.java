package io.datacapsule.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InvalidInputException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTests {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "12h, 2026-11-25T00:00:00Z",
        "90d, 2027-02-22T12:00:00Z",
        "4w, 2026-12-22T12:00:00Z",
        "2027-01-31T01:00:00+01:00, 2027-01-31T00:00:00Z"
    })
    void understandsPeriodsAndTimes(String text, Instant time) {
        assertThat(Expiry.of(text, NOON)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "0d",
                "-1d",
                "90",
                "1y",
                "2026-11-24T12:00:00Z",
                "2027-01-31",
                "+999999999-01-01T00:00Z"
            })
    void refusesAnythingElseAndThePast(String text) {
        assertThatThrownBy(() -> Expiry.of(text, NOON))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expires");
    }
}
