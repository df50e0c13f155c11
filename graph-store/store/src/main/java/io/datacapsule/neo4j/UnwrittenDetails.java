package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.CapsuleDetails;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The large properties that changes write, by URN, and the capsules that lose theirs before. May be read while one thread adds to it. */
record UnwrittenDetails(Map<String, CapsuleDetails> written, Set<String> removed) {

    static final UnwrittenDetails NONE = new UnwrittenDetails(Map.of(), Set.of());

    static UnwrittenDetails empty() {
        return new UnwrittenDetails(new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
    }

    /** Adds what a later change does. */
    void add(GraphChange change) {
        for (Ref ref : change.removed()) {
            written.remove(ref.urn());
            removed.add(ref.urn());
        }
        change.details().forEach(one -> written.merge(one.urn(), one, (before, after) -> after.over(before)));
    }

    /** The details of these capsules, given those that the database has. */
    void putOver(Map<String, CapsuleDetails> stored, Collection<String> urns) {
        if (!removed.isEmpty()) {
            stored.keySet().removeAll(removed);
        }
        if (!written.isEmpty()) {
            for (String urn : urns) {
                CapsuleDetails later = written.get(urn);
                if (later != null) {
                    stored.merge(urn, later, (before, after) -> after.over(before));
                }
            }
        }
    }
}
