package io.datacapsule.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditRetentionTests {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();

    @Test
    void takesAwayWhatIsOlderInBatchesAndKeepsTheRest() throws InterruptedException {
        for (int i = 0; i < 1_500; i++) {
            add(NOW.minus(Duration.ofDays(31)));
        }
        add(NOW.minus(Duration.ofDays(30)));
        add(NOW);

        try (AuditRetention _ = AuditRetention.start(
                trail, Duration.ofDays(30), Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(1))) {
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (trail.list(AuditQuery.ALL, 1, 0).total() > 2) {
                assertThat(System.nanoTime()).as("waited for long").isLessThan(end);
                Thread.sleep(5);
            }
        }

        assertThat(trail.list(AuditQuery.ALL, 10, 0).items())
                .extracting(AuditEntry::at)
                .containsExactly(NOW, NOW.minus(Duration.ofDays(30)));
    }

    private void add(Instant at) {
        trail.add(new AuditEntry(at, "ada", "keys.create", "x", "", "r", 201, Map.of()));
    }
}
