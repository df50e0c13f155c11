package io.datacapsule.api.security;

import io.datacapsule.access.AccessKey;
import io.datacapsule.access.AccessKeys;
import io.datacapsule.access.Role;
import io.datacapsule.model.Page;
import io.datacapsule.model.UnavailableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keys of tests, which can be away. */
final class KeysInMemory implements AccessKeys {

    private final Map<String, AccessKey> byHash = new HashMap<>();
    boolean away;
    int asked;

    String has(String name, Role role, @Nullable Instant expiresAt) {
        String secret = Secrets.fresh();
        add(new AccessKey(UUID.randomUUID(), name, role, Digest.hex(secret), Instant.EPOCH, "admin", expiresAt));
        return secret;
    }

    @Override
    public boolean add(AccessKey key) {
        return byHash.put(key.hash(), key) == null;
    }

    @Override
    public Optional<AccessKey> findByHash(String hash) {
        asked++;
        if (away) {
            throw new UnavailableException("database_unavailable", "away");
        }
        return Optional.ofNullable(byHash.get(hash));
    }

    @Override
    public Page<AccessKey> list(int limit, int offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<AccessKey> remove(String nameOrId) {
        Optional<AccessKey> found = byHash.values().stream()
                .filter(key -> key.name().equals(nameOrId))
                .findFirst();
        found.ifPresent(key -> byHash.remove(key.hash()));
        return found;
    }
}
