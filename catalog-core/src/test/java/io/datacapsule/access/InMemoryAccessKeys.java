package io.datacapsule.access;

import io.datacapsule.model.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keys that live as long as this object: a fake for tests that need no database. */
public final class InMemoryAccessKeys implements AccessKeys {

    private final Map<String, AccessKey> keys = new TreeMap<>();

    @Override
    public synchronized boolean add(AccessKey key) {
        return keys.putIfAbsent(key.name(), key) == null;
    }

    @Override
    public synchronized Optional<AccessKey> findByHash(String hash) {
        return keys.values().stream().filter(key -> key.hash().equals(hash)).findFirst();
    }

    @Override
    public synchronized Page<AccessKey> list(int limit, int offset) {
        List<AccessKey> page = keys.values().stream().skip(offset).limit(limit).toList();
        return new Page<>(page, keys.size(), limit, offset);
    }

    @Override
    public synchronized Optional<AccessKey> remove(String nameOrId) {
        Optional<AccessKey> named = Optional.ofNullable(keys.get(nameOrId));
        Optional<AccessKey> found = named.isPresent()
                ? named
                : keys.values().stream()
                        .filter(key -> key.id().toString().equalsIgnoreCase(nameOrId))
                        .findFirst();
        found.ifPresent(key -> keys.remove(key.name()));
        return found;
    }
}
