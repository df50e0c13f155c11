package io.datacapsule.access;

import java.time.Instant;
import java.util.Optional;

/**
 * The sessions of browsers, the same for all servers of a catalog. Safe for use by many threads; every method throws
 * {@link io.datacapsule.model.UnavailableException} while the store is away.
 */
public interface BrowserSessions {

    /** Keeps a new session. */
    void add(BrowserSession session);

    /** The session whose id has that hash, over or not. */
    Optional<BrowserSession> find(String idHash);

    /** Ends that session, if there is one. */
    void remove(String idHash);

    /** Forgets the sessions that are over at that time, and answers how many they were. */
    int removeExpired(Instant now);
}
