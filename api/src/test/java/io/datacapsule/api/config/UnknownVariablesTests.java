package io.datacapsule.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownVariablesTests {

    @ParameterizedTest
    @CsvSource({
        "DAB_PROT, DAB_PORT",
        "DAB_HOMES, DAB_HOME",
        "RATE_LIMT_DEFAULT, RATE_LIMIT_DEFAULT",
        "NEO4J_URL, NEO4J_URI",
        "DATABASE_URI, DATABASE_URL",
        "API_KEY, API_KEYS",
        "INGEST_ROOT, INGEST_ROOTS"
    })
    void saysWhatIsMeant(String given, String meant) {
        assertThat(Settings.unknownVariables(Map.of(given, "hunter2")))
                .singleElement()
                .asString()
                .contains(given, "Is " + meant + " meant?")
                .doesNotContain("hunter2");
    }

    @Test
    void saysThatAVariableWithOurPrefixHasNoEffect() {
        assertThat(Settings.unknownVariables(Map.of("DAB_COFFEE_MACHINE", "on")))
                .containsExactly(
                        "The variable DAB_COFFEE_MACHINE is not known and has no effect; the README lists those that are.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DAB_HOME",
                "DAB_URL",
                "DAB_API_KEY",
                "API_KEYS",
                "LOG_LEVEL",
                "PATH",
                "HOME",
                "LANG",
                "HOSTNAME",
                "JAVA_HOME",
                "NEO4J_PASSWORD",
                "DATABASE_URL",
                "POSTGRES_PASSWORD",
                "SHLVL",
                "USER"
            })
    void saysNothingOfOursAndOfWhatIsOthers(String name) {
        assertThat(Settings.unknownVariables(Map.of(name, "x"))).isEqualTo(List.of());
    }
}
