package io.datacapsule.audit;

import io.datacapsule.model.UnavailableException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes entries of the audit trail away when they are old, once an hour, a thousand at a time with pauses, on a thread of its own.
 * Several servers on one trail may do so together.
 */
public final class AuditRetention implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.datacapsule.audit");
    private static final int BATCH = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final AuditTrail trail;
    private final Duration age;
    private final Clock clock;
    private final Duration interval;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private AuditRetention(AuditTrail trail, Duration age, Clock clock, Duration interval) {
        this.trail = trail;
        this.age = age;
        this.clock = clock;
        this.interval = interval;
        this.thread = Thread.ofPlatform().name("audit-retention").daemon().unstarted(this::run);
    }

    /** Begins to take away what is older than that. */
    public static AuditRetention start(AuditTrail trail, Duration age, Clock clock) {
        return start(trail, age, clock, Duration.ofHours(1));
    }

    static AuditRetention start(AuditTrail trail, Duration age, Clock clock, Duration interval) {
        AuditRetention retention = new AuditRetention(trail, age, clock, interval);
        retention.thread.start();
        return retention;
    }

    private void run() {
        boolean more = true;
        while (more) {
            try {
                removeOld();
            } catch (UnavailableException e) {
                LOG.log(Level.DEBUG, "old entries of the audit trail stay for now: {0}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "old entries of the audit trail could not be removed", e);
            }
            more = pause(interval);
        }
    }

    private void removeOld() {
        Instant oldest = clock.instant().minus(age);
        long removed = 0;
        int batch;
        do {
            batch = trail.removeBefore(oldest, BATCH);
            removed += batch;
        } while (batch == BATCH && pause(PAUSE));
        if (removed > 0) {
            LOG.log(
                    Level.INFO,
                    "{0,number,#} entries of the audit trail were older than {1,number,#} days and are removed.",
                    removed,
                    age.toDays());
        }
    }

    /** Answers false when it is time to stop. */
    private boolean pause(Duration duration) {
        try {
            return !stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Stops after the batch that is under way. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
