package io.datacapsule.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.access.BrowserSession;
import io.datacapsule.access.BrowserSessions;
import io.datacapsule.access.Role;
import io.datacapsule.api.config.SecuritySettings;
import io.datacapsule.api.home.Home;
import io.datacapsule.model.UnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one database, of which each remembers what it looked up. */
class SessionsTests {

    private static final Caller EDITOR = new Caller("ci", Role.EDITOR);
    private static final String CHOSEN = "chosen-by-people";

    @TempDir
    private Path folder;

    private final TestClock now = new TestClock();
    private final KeysInMemory keys = new KeysInMemory();
    private final Store store = new Store();
    private final String id = Secrets.fresh();

    @Test
    void areKnownToAllServers() {
        Session begun = server(CHOSEN).begin(id, EDITOR, handedOut("ci"));

        assertThat(server(CHOSEN).find(id)).contains(begun);
        assertThat(server(CHOSEN).find(Secrets.fresh())).isEmpty();
        assertThat(begun.csrfToken()).hasSize(64);
    }

    @Test
    void outliveAServer() {
        Caller admin = server(CHOSEN)
                .begin(id, new Caller("API_KEYS[1]", Role.ADMIN), CHOSEN)
                .caller();

        assertThat(server(CHOSEN).find(id).map(Session::caller)).contains(admin);
    }

    @Test
    void endWithTheirKey() {
        Sessions sessions = server(CHOSEN);
        sessions.begin(id, EDITOR, handedOut("ci"));
        String other = Secrets.fresh();
        sessions.begin(other, new Caller("API_KEYS[1]", Role.ADMIN), CHOSEN);

        keys.remove("ci");

        assertThat(server("another-key").find(id)).isEmpty();
        assertThat(server("another-key").find(other)).isEmpty();
        assertThat(server(CHOSEN).find(other)).isPresent();
    }

    @Test
    void areOverOnOtherServersSoonAfterTheyWereEnded() {
        Sessions here = server(CHOSEN);
        Sessions there = server(CHOSEN);
        here.begin(id, EDITOR, handedOut("ci"));
        assertThat(here.find(id)).isPresent();
        assertThat(there.find(id)).isPresent();

        here.end(id);

        assertThat(here.find(id)).isEmpty();
        now.passes(Remembered.FRESH);
        assertThat(there.find(id)).isEmpty();
    }

    /** Calls with sessions that are not known count for the address before the database is asked. */
    @Test
    void areToldFromMadeUpOnesWithoutAsking() {
        Sessions sessions = server(CHOSEN);
        sessions.begin(id, EDITOR, handedOut("ci"));
        assertThat(sessions.remembers(id)).isFalse();
        sessions.find(id);
        store.away = true;
        keys.away = true;

        assertThat(sessions.remembers(id)).isTrue();
        assertThat(sessions.remembers(Secrets.fresh())).isFalse();
        assertThat(sessions.remembers("wrong")).isFalse();
        now.passes(Sessions.LONGEST);
        assertThat(sessions.remembers(id)).isFalse();
    }

    @Test
    void endAfterTwelveHoursAndAreForgotten() {
        Sessions sessions = server(CHOSEN);
        sessions.begin(id, EDITOR, handedOut("ci"));

        now.passes(Sessions.LONGEST.minusSeconds(1));
        assertThat(sessions.find(id)).isPresent();
        now.passes(Duration.ofSeconds(1));
        assertThat(sessions.find(id)).isEmpty();

        sessions.begin(Secrets.fresh(), EDITOR, handedOut("other"));
        assertThat(store.find(Digest.hex(id))).isEmpty();
    }

    @Test
    void goOnForABoundedTimeWhileTheDatabaseIsAwayAndBeginNotAtAll() {
        Sessions sessions = server(CHOSEN);
        String key = handedOut("ci");
        sessions.begin(id, EDITOR, key);
        sessions.find(id);
        store.away = true;

        now.passes(Duration.ofMinutes(5));
        assertThat(sessions.find(id)).isPresent();
        assertThatThrownBy(() -> sessions.begin(Secrets.fresh(), EDITOR, key)).isInstanceOf(UnavailableException.class);
        now.passes(Duration.ofMinutes(11));
        assertThatThrownBy(() -> sessions.find(id)).isInstanceOf(UnavailableException.class);
    }

    /** Who reads the database neither has a session nor can guess at a key. */
    @Test
    void areKeptAsDigestsThatOpenNothing() {
        server(CHOSEN).begin(id, new Caller("API_KEYS[1]", Role.ADMIN), CHOSEN);

        BrowserSession kept = store.find(Digest.hex(id)).orElseThrow();

        assertThat(kept.toString()).doesNotContain(id).doesNotContain(CHOSEN).doesNotContain(Digest.hex(CHOSEN));
        assertThat(server(CHOSEN).find(kept.idHash())).isEmpty();
        assertThat(server(CHOSEN).find("dab_" + kept.idHash().substring(0, 43))).isEmpty();
    }

    private Sessions server(String apiKey) {
        ApiKeys known = ApiKeys.of(new SecuritySettings(true, List.of(apiKey)), new Home(folder));
        return new Sessions(() -> store, known, new StoredKeys(() -> keys, now), now);
    }

    private String handedOut(String name) {
        return keys.has(name, Role.EDITOR, null);
    }

    private static final class Store implements BrowserSessions {

        private final Map<String, BrowserSession> sessions = new HashMap<>();
        private boolean away;

        @Override
        public void add(BrowserSession session) {
            there().put(session.idHash(), session);
        }

        @Override
        public Optional<BrowserSession> find(String idHash) {
            return Optional.ofNullable(there().get(idHash));
        }

        @Override
        public void remove(String idHash) {
            there().remove(idHash);
        }

        @Override
        public int removeExpired(Instant time) {
            int before = there().size();
            there().values().removeIf(session -> session.expired(time));
            return before - there().size();
        }

        private Map<String, BrowserSession> there() {
            if (away) {
                throw new UnavailableException("database_unavailable", "away");
            }
            return sessions;
        }
    }
}
