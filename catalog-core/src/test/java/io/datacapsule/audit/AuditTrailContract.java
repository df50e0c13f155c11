package io.datacapsule.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.model.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link AuditTrail} promises. Each adapter runs it through an empty subclass. */
public abstract class AuditTrailContract {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");

    /** The trail under test, empty at the beginning of each test. */
    protected abstract AuditTrail trail();

    @Test
    void listsAnEntryAsItWasAdded() {
        String text = "'; drop table \"audit_entries\"; -- \\ \t\r\n {} $1 ? ü 漢 😀";
        AuditEntry full = new AuditEntry(NOON, "ada", "keys.create", text, "::1", "r-1", 201, Map.of(text, text));
        AuditEntry bare = new AuditEntry(NOON, "$DAB_HOME/api-key", "ingest.start", null, "", "r-2", 503, Map.of());

        trail().add(full);
        trail().add(bare);

        assertThat(trail().list(AuditQuery.ALL, 10, 0)).isEqualTo(new Page<>(List.of(bare, full), 2, 10, 0));
    }

    @Test
    void listsTheLatestFirstAndOfTheSameTimeTheLastAdded() {
        AuditEntry late = added("ada", "a", NOON.plusSeconds(1));
        AuditEntry first = added("ada", "b", NOON);
        AuditEntry second = added("ada", "c", NOON);

        assertThat(trail().list(AuditQuery.ALL, 10, 0).items()).containsExactly(late, second, first);
    }

    @Test
    void listsWhatIsWantedInSlices() {
        added("ada", "keys.create", NOON);
        AuditEntry early = added("ben", "keys.create", NOON);
        added("ben", "keys.revoke", NOON.plusSeconds(1));
        AuditEntry late = added("ben", "keys.create", NOON.plusSeconds(2));

        assertThat(trail().list(new AuditQuery("ben", "keys.create", null), 10, 0)
                        .items())
                .containsExactly(late, early);
        assertThat(trail().list(new AuditQuery("ben", null, NOON.plusSeconds(1)), 1, 1)
                        .total())
                .isEqualTo(2);
        assertThat(trail().list(new AuditQuery(null, "keys.create", null), 1, 2))
                .isEqualTo(new Page<>(List.of(entry("ada", "keys.create", NOON)), 3, 1, 2));
        assertThat(trail().list(new AuditQuery("nobody \0", null, null), 10, 0))
                .isEqualTo(new Page<>(List.of(), 0, 10, 0));
    }

    @Test
    void takesAwayTheOldestOfWhatIsOld() {
        AuditEntry late = added("ada", "a", NOON);
        AuditEntry old = added("ada", "b", NOON.minusSeconds(1));
        added("ada", "c", NOON.minusSeconds(3));
        added("ada", "d", NOON.minusSeconds(2));

        assertThat(trail().removeBefore(NOON, 2)).isEqualTo(2);
        assertThat(trail().list(AuditQuery.ALL, 10, 0).items()).containsExactly(late, old);
        assertThat(trail().removeBefore(NOON, 2)).isEqualTo(1);
        assertThat(trail().removeBefore(NOON, 2)).isZero();
        assertThat(trail().list(AuditQuery.ALL, 10, 0).items()).containsExactly(late);
    }

    private AuditEntry added(String actor, String action, Instant at) {
        AuditEntry entry = entry(actor, action, at);
        trail().add(entry);
        return entry;
    }

    private static AuditEntry entry(String actor, String action, Instant at) {
        return new AuditEntry(at, actor, action, "x", "127.0.0.1", "r", 200, Map.of("role", "reader"));
    }
}
