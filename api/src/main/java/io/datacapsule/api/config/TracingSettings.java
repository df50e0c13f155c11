package io.datacapsule.api.config;

import io.datacapsule.model.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * Whether and where spans are sent.
 *
 * @param endpoint {@code TRACING_OTLP_ENDPOINT}, if {@code TRACING_ENABLED}; empty if no spans are made
 */
public record TracingSettings(Optional<OtlpEndpoint> endpoint) {

    private static final Variable.Flag ENABLED =
            new Variable.Flag("TRACING_ENABLED", false, "whether spans are sent; needs `TRACING_OTLP_ENDPOINT`");
    private static final Variable.Text ENDPOINT = new Variable.Text(
            "TRACING_OTLP_ENDPOINT",
            "none",
            "for gRPC http(s)://host:4317 or grpc(s)://host:port, for HTTP http(s)://host:4318 or a URL that ends in /v1/traces",
            "the collector of OpenTelemetry that takes them");

    /** What these settings are read from. */
    static final List<Variable> VARIABLES = List.of(ENABLED, ENDPOINT);

    static TracingSettings of(Variables variables) {
        boolean enabled = variables.flag(ENABLED);
        Optional<OtlpEndpoint> endpoint = variables.text(ENDPOINT).map(TracingSettings::parsed);
        if (enabled && endpoint.isEmpty()) {
            throw new InvalidInputException(
                    "invalid_setting",
                    "TRACING_ENABLED is 'true' and TRACING_OTLP_ENDPOINT is not set; it takes " + ENDPOINT.takes()
                            + ".");
        }
        return new TracingSettings(endpoint.filter(known -> enabled));
    }

    private static OtlpEndpoint parsed(String text) {
        return OtlpEndpoint.parse(text)
                .orElseThrow(() ->
                        text.contains("@") ? Variables.invalidSecret(ENDPOINT) : Variables.invalid(ENDPOINT, text));
    }
}
