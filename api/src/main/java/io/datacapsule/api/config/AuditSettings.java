package io.datacapsule.api.config;

import java.util.List;

/**
 * How long the record of writes is kept.
 *
 * @param retentionDays {@code AUDIT_RETENTION_DAYS}: days after which entries are removed; default 365; 0 keeps them for good
 */
public record AuditSettings(int retentionDays) {

    private static final Variable.WholeNumber RETENTION = new Variable.WholeNumber(
            "AUDIT_RETENTION_DAYS",
            365,
            0,
            36_500,
            "days after which entries of the audit trail are removed; 0 keeps them for good");

    /** What these settings are read from. */
    static final List<Variable> VARIABLES = List.of(RETENTION);

    static AuditSettings of(Variables variables) {
        return new AuditSettings(variables.number(RETENTION));
    }
}
