package io.datacapsule.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracingSettingsTests {

    private static TracingSettings settings(String enabled, String endpoint) {
        return TracingSettings.of(new Variables(Map.of("TRACING_ENABLED", enabled, "TRACING_OTLP_ENDPOINT", endpoint)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://jaeger:4317, true, http://jaeger:4317",
        "https://jaeger:4317/, true, https://jaeger:4317",
        "grpc://collector:9000, true, http://collector:9000",
        "grpcs://[::1]:9000, true, https://[::1]:9000",
        "http://jaeger:4318, false, http://jaeger:4318/v1/traces",
        "http://jaeger:4317/v1/traces, false, http://jaeger:4317/v1/traces",
        "https://otel.example.org/otlp/v1/traces, false, https://otel.example.org/otlp/v1/traces"
    })
    void tellsHowToTalkToTheCollector(String endpoint, boolean grpc, String url) {
        assertThat(settings("true", endpoint).endpoint()).contains(new OtlpEndpoint(grpc, url));
        assertThat(settings("false", endpoint).endpoint()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jaeger:4317",
                "//jaeger:4317",
                "http://jaeger",
                "http://jaeger:9000",
                "grpc://jaeger",
                "http://jaeger:70000/v1/traces",
                "http://jaeger:4318/traces",
                "http://jaeger:4318?a=b",
                "ftp://jaeger:4317",
                "http://"
            })
    void namesAnEndpointThatIsNotUnderstood(String endpoint) {
        assertThatThrownBy(() -> settings("true", endpoint))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("TRACING_OTLP_ENDPOINT is '" + endpoint + "'; it takes ");
    }

    @Test
    void quotesNoPassword() {
        assertThatThrownBy(() -> settings("true", "http://ada:canary@jaeger:4317"))
                .hasMessageContaining("TRACING_OTLP_ENDPOINT")
                .hasMessageNotContaining("canary");
    }

    @Test
    void needsAnEndpointIfItIsOn() {
        assertThatThrownBy(() -> settings("true", ""))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("TRACING_OTLP_ENDPOINT is not set");
    }
}
