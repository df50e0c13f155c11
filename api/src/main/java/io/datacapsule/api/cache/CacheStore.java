package io.datacapsule.api.cache;

import java.util.Optional;
import java.util.OptionalLong;

/** Where answers are kept. It may forget any of them at any time. Safe for use by many threads. */
interface CacheStore {

    /** Keeps nothing. */
    CacheStore NONE = new CacheStore() {
        @Override
        public Optional<byte[]> find(CacheKey key) {
            return Optional.empty();
        }

        @Override
        public void keep(CacheKey key, byte[] answer) {}

        @Override
        public OptionalLong clear(KeyPattern keys) {
            return OptionalLong.of(0);
        }

        @Override
        public State state() {
            return new State("none", true, 0);
        }

        @Override
        public String status() {
            return "none";
        }
    };

    /**
     * How it is.
     *
     * @param kind    {@code memory}, {@code redis} or {@code none}
     * @param here    whether it answers
     * @param answers how many it keeps
     */
    record State(String kind, boolean here, long answers) {}

    /** What was kept under that key. */
    Optional<byte[]> find(CacheKey key);

    /** Keeps an answer, which is not changed any more. */
    void keep(CacheKey key, byte[] answer);

    /** Forgets what is kept under these keys, and says how much that was; empty if that could not be done. */
    OptionalLong clear(KeyPattern keys);

    /** How it is; counting what it keeps may take a while. */
    State state();

    /** In a word and at once: {@code none}, {@code memory}, or of a Redis {@code connected} or {@code disconnected}. */
    String status();
}
