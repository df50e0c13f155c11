package io.datacapsule.audit;

/** The fake keeps the promises of the port. */
class InMemoryAuditTrailTests extends AuditTrailContract {

    private final AuditTrail trail = new InMemoryAuditTrail();

    @Override
    protected AuditTrail trail() {
        return trail;
    }
}
