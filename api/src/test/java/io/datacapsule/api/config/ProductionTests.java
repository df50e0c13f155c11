package io.datacapsule.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InvalidInputException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductionTests {

    private static final Map<String, String> SAFE = Map.of(
            "ENVIRONMENT", "production",
            "API_KEYS", "5f2b8c0e9d7a41b6a3c4",
            "NEO4J_URI", "neo4j://graph",
            "NEO4J_PASSWORD", "9b1d-wf8s",
            "DATABASE_URL", "postgresql+asyncpg://dcs:9b1d-wf8s@db.example.org:5432/dab");

    @Test
    void startsWithAKeyAndPasswordsOfItsOwn() {
        assertThatCode(() -> check("ENVIRONMENT", "production")).doesNotThrowAnyException();
        assertThatCode(() -> check("ENVIRONMENT", "Prod")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "API_KEYS       | ''                                  | API_KEYS is not set",
                "API_KEYS       | 5f2b8c0e9d7a41b6a3c4, your-api-key  | API_KEYS holds a key that stands in the documentation",
                "API_KEYS       | key1_abc123,key2_def456             | API_KEYS holds a key that stands in the documentation",
                "AUTH_ENABLED   | false                               | AUTH_ENABLED is false",
                "NEO4J_PASSWORD | neo4j                               | NEO4J_PASSWORD is one that everybody knows",
                "DATABASE_URL   | postgresql://postgres:Postgres@db/x | the password in DATABASE_URL is one",
                "DATABASE_URL   | postgresql+asyncpg://dcs:secure_password@db.prod.example.com:5432/dab | DATABASE_URL",
                "REDIS_URL      | redis://:changeme@cache             | the password in REDIS_URL",
            })
    void refusesToStartAndSaysWhatToSet(String name, String value, String detail) {
        assertThatThrownBy(() -> check(name, value))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo("insecure_settings"))
                .hasMessageContaining(detail)
                .hasMessageNotContaining("5f2b8c0e9d7a41b6a3c4");
    }

    @Test
    void saysEverythingAtOnce() {
        assertThatThrownBy(() -> settings(Map.of("ENVIRONMENT", "production", "AUTH_ENABLED", "no"))
                        .requireSafe())
                .hasMessageContaining("AUTH_ENABLED")
                .hasMessageContaining("API_KEYS");
    }

    @Test
    void asksForNothingElsewhere() {
        assertThatCode(() -> settings(Map.of("AUTH_ENABLED", "no", "API_KEYS", "key"))
                        .requireSafe())
                .doesNotThrowAnyException();
    }

    private static void check(String name, String value) {
        Map<String, String> variables = new HashMap<>(SAFE);
        variables.put(name, value);
        settings(variables).requireSafe();
    }

    private static Settings settings(Map<String, String> variables) {
        return Settings.of(variables, Path.of("/srv/work"), Path.of("/home/ada"));
    }
}
