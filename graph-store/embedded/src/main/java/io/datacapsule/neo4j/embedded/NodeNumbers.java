package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.NodeKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers under which number the engine keeps a node, so that it need not be looked up again: every capsule that was seen and
 * the columns that were seen last, since edges between columns follow each other closely. Used by one thread.
 */
final class NodeNumbers {

    private static final int COLUMNS = 300_000;

    private final Map<Ref, Long> others = new HashMap<>();
    private final Map<String, Long> columns = new LinkedHashMap<>(1024, 0.75f, false) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > COLUMNS;
        }
    };

    /** The number of that node, or -1 if it is not remembered. */
    long get(NodeKind kind, String urn) {
        Long number = kind == NodeKind.COLUMN ? columns.get(urn) : others.get(new Ref(kind, urn));
        return number == null ? -1 : number;
    }

    void put(NodeKind kind, String urn, long number) {
        if (kind == NodeKind.COLUMN) {
            columns.put(urn, number);
        } else {
            others.put(new Ref(kind, urn), number);
        }
    }

    /** Forgets everything, after nodes were removed. */
    void clear() {
        columns.clear();
        others.clear();
    }
}
