package io.datacapsule.api.audit;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.security.Caller;
import io.datacapsule.audit.AuditEntry;
import io.datacapsule.ingest.ChangeCounts;
import io.datacapsule.ingest.IngestionJob;
import io.datacapsule.ingest.IngestionRun;
import io.datacapsule.model.CatalogException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Records what became of an ingestion when it has ended, on account of who started it. One whose server ends before it does has no
 * such entry; its job tells.
 */
@Component
public class IngestionAudit {

    private static final Logger LOG = LoggerFactory.getLogger(IngestionAudit.class);
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Catalog catalog;

    IngestionAudit(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Records the end of that ingestion, which the request started. */
    public void follow(IngestionRun run, HttpServletRequest request, HttpServletResponse response) {
        String actor = Caller.of(request).name();
        String address = request.getRemoteAddr();
        String requestId = Objects.requireNonNullElse(response.getHeader("X-Request-ID"), "");
        Thread.ofVirtual().name("audit-" + run.id()).start(() -> {
            IngestionJob job = run.awaitEnd(PATIENCE);
            while (!job.status().ended()) {
                job = run.awaitEnd(PATIENCE);
            }
            AuditEntry entry = new AuditEntry(
                    Instant.now(),
                    actor,
                    "ingest.end",
                    job.id().toString(),
                    address,
                    requestId,
                    status(job),
                    summary(job));
            try {
                catalog.relational().audit().add(entry);
            } catch (CatalogException e) {
                LOG.error("The audit trail could not take {}: {}", entry, e.getMessage());
            }
        });
    }

    private static int status(IngestionJob job) {
        return switch (job.status()) {
            case COMPLETED -> 200;
            case CANCELLED -> 409;
            case FAILED -> 422;
            case INTERRUPTED -> 503;
            case PENDING, RUNNING -> throw new IllegalArgumentException("the job has not ended: " + job.id());
        };
    }

    /** How much of the source there was before and is after it. */
    static Map<String, String> summary(IngestionJob job) {
        Map<String, String> summary = new TreeMap<>();
        summary.put("status", job.status().word());
        if (job.errorCode() != null) {
            summary.put("error_code", job.errorCode());
        }
        if (job.revision() > 0) {
            summary.put("revision_after", String.valueOf(job.revision()));
            ChangeCounts c = job.counts();
            int kept = c.capsulesUpdated() + c.capsulesUnchanged() + c.capsulesOrphaned();
            add(summary, "capsules", c.capsulesCreated(), kept, c.capsulesRemoved());
            add(summary, "columns", c.columnsCreated(), c.columnsUpdated() + c.columnsUnchanged(), c.columnsRemoved());
            add(summary, "edges", c.edgesCreated(), c.edgesUpdated() + c.edgesUnchanged(), c.edgesRemoved());
            add(
                    summary,
                    "column_edges",
                    c.columnEdgesCreated(),
                    c.columnEdgesUpdated() + c.columnEdgesUnchanged(),
                    c.columnEdgesRemoved());
        }
        return summary;
    }

    private static void add(Map<String, String> summary, String name, int created, int kept, int removed) {
        summary.put(name + "_before", String.valueOf(kept + removed));
        summary.put(name + "_after", String.valueOf(kept + created));
    }
}
