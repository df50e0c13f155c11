package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.api.config.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(RunningServer.class)
class HealthIT {

    @Test
    void tellsTheStateOfTheServerAndItsStores(Api api) {
        JsonNode health = api.withoutKey().get("/health").json();

        assertThat(health.path("status").asString()).isEqualTo("healthy");
        assertThat(health.path("version").asString()).isEqualTo(Version.TEXT);
        assertThat(health.path("environment").asString()).isEqualTo("development");
        assertThat(health.path("database").asString()).isEqualTo("connected");
        assertThat(health.path("graph").asString()).isEqualTo("connected");
        assertThat(health.path("cache").asString()).isEqualTo("memory");
        assertThat(health.path("revision").isNumber()).isTrue();
        assertThat(health.path("unwritten_rows").asLong()).isZero();
        assertThat(health.path("uptime_seconds").isNumber()).isTrue();
    }

    @Test
    void saysInAWordThatItLivesAndIsReady(Api api) {
        assertThat(api.withoutKey().get("/health/live").text()).isEqualTo("{\"status\":\"alive\"}");
        assertThat(api.withoutKey().get("/health/ready").text()).isEqualTo("{\"status\":\"ready\"}");
    }
}
