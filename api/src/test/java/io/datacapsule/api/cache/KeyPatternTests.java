package io.datacapsule.api.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPatternTests {

    @ParameterizedTest
    @CsvSource({
        "dcs:*, dcs:export:ab:r1:cd, true",
        "dcs:export:*, dcs:export:ab:r1:cd, true",
        "dcs:export:*, dcs:query:ab:r1:cd, false",
        "dcs:*:r1:*, dcs:query:ab:r1:cd, true",
        "dcs:*:r1:*, dcs:query:ab:r12:cd, false",
        "dcs:?uery:*, dcs:query:ab:r1:cd, true",
        "dcs:export, dcs:export:ab:r1:cd, false"
    })
    void matchesAsRedisDoes(String pattern, String key, boolean matches) {
        assertThat(KeyPattern.of(pattern).matches(key)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "dab:limit:*", "dcs", "dcs:[a-z]*", "dcs:a b", "dcs:a\nb", "dcs:\\E.*\\Q"})
    void takesNothingThatCouldMatchMoreThanAnswers(String pattern) {
        assertThatThrownBy(() -> KeyPattern.of(pattern))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("pattern");
    }

    @Test
    void allAreThoseOfTheRunbook() {
        assertThat(KeyPattern.ALL.text()).isEqualTo("dcs:*");
    }
}
