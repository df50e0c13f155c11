package io.datacapsule.api.config;

/**
 * How long the record of writes is kept.
 *
 * @param retentionDays {@code AUDIT_RETENTION_DAYS}: days after which entries are removed; default 365; 0 keeps them for good
 */
public record AuditSettings(int retentionDays) {

    static AuditSettings of(Variables variables) {
        return new AuditSettings(variables.number("AUDIT_RETENTION_DAYS", 365, 0, 36_500));
    }
}
