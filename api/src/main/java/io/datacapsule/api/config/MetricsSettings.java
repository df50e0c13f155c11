package io.datacapsule.api.config;

import java.util.List;

/**
 * What may be seen of how the server does.
 *
 * @param enabled {@code METRICS_ENABLED}: whether {@code /metrics} is there; default true
 * @param open    {@code METRICS_PUBLIC}: whether everybody may read it, not only callers on this machine and those with a key;
 *                default false
 */
public record MetricsSettings(boolean enabled, boolean open) {

    private static final Variable.Flag ENABLED =
            new Variable.Flag("METRICS_ENABLED", true, "whether there is `/metrics`");
    private static final Variable.Flag PUBLIC = new Variable.Flag(
            "METRICS_PUBLIC",
            false,
            "whether anybody may read it, not only callers on the same machine and those with a key");

    /** What these settings are read from. */
    static final List<Variable> VARIABLES = List.of(ENABLED, PUBLIC);

    static MetricsSettings of(Variables variables) {
        return new MetricsSettings(variables.flag(ENABLED), variables.flag(PUBLIC));
    }
}
