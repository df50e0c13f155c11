package io.datacapsule.api.config;

import java.util.List;

/**
 * Whether the graph is copied to tables for tools that ask in SQL.
 *
 * @param enabled {@code REPORTING_ENABLED}: whether this server feeds them; default true
 */
public record ReportingSettings(boolean enabled) {

    private static final Variable.Flag ENABLED = new Variable.Flag(
            "REPORTING_ENABLED",
            true,
            "whether the graph is copied to tables of PostgreSQL for tools that ask in SQL (see below)");

    /** What these settings are read from. */
    static final List<Variable> VARIABLES = List.of(ENABLED);

    static ReportingSettings of(Variables variables) {
        return new ReportingSettings(variables.flag(ENABLED));
    }
}
