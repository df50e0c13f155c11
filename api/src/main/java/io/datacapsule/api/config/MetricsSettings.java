package io.datacapsule.api.config;

/**
 * What may be seen of how the server does.
 *
 * @param enabled {@code METRICS_ENABLED}: whether {@code /metrics} is there; default true
 * @param open    {@code METRICS_PUBLIC}: whether everybody may read it, not only callers on this machine and those with a key;
 *                default false
 */
public record MetricsSettings(boolean enabled, boolean open) {

    static MetricsSettings of(Variables variables) {
        return new MetricsSettings(variables.flag("METRICS_ENABLED", true), variables.flag("METRICS_PUBLIC", false));
    }
}
