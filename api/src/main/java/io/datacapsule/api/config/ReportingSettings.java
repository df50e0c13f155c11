package io.datacapsule.api.config;

/**
 * Whether the graph is copied to tables for tools that ask in SQL.
 *
 * @param enabled {@code REPORTING_ENABLED}: whether this server feeds them; default true
 */
public record ReportingSettings(boolean enabled) {

    static ReportingSettings of(Variables variables) {
        return new ReportingSettings(variables.flag("REPORTING_ENABLED", true));
    }
}
