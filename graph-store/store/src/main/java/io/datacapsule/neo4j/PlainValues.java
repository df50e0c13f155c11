package io.datacapsule.neo4j;

import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.types.Entity;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Path;
import org.neo4j.driver.types.Relationship;

/** Turns values of the driver into plain ones, and counts how large they are. */
final class PlainValues {

    private static final int SMALL = 8;

    private long bytes;

    /** Roughly how large everything turned so far is as text. */
    long bytes() {
        return bytes;
    }

    @Nullable
    Object of(@Nullable Object value) {
        return switch (value) {
            case null -> {
                bytes += SMALL;
                yield null;
            }
            case Boolean _, Number _ -> {
                bytes += SMALL;
                yield value;
            }
            case byte[] array -> text(Base64.getEncoder().encodeToString(array));
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            case Node node -> entity(node, Map.of("labels", labels(node)));
            case Relationship edge ->
                entity(
                        edge,
                        Map.of(
                                "type", edge.type(),
                                "start", edge.startNodeElementId(),
                                "end", edge.endNodeElementId()));
            case Path path -> path(path);
            case ZonedDateTime time -> text(time.toInstant().toString());
            case OffsetDateTime time -> text(time.toInstant().toString());
            case TemporalAccessor time -> text(time.toString());
            default -> text(value.toString());
        };
    }

    private String text(String text) {
        bytes += text.length() + 2L;
        return text;
    }

    private List<@Nullable Object> list(Iterable<?> values) {
        List<@Nullable Object> list = new ArrayList<>();
        values.forEach(value -> list.add(of(value)));
        return list;
    }

    private Map<String, @Nullable Object> map(Map<?, ?> values) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        values.forEach((key, value) -> map.put(text(String.valueOf(key)), of(value)));
        return map;
    }

    private static List<String> labels(Node node) {
        List<String> labels = new ArrayList<>();
        node.labels().forEach(labels::add);
        return labels;
    }

    private Map<String, @Nullable Object> entity(Entity entity, Map<String, ?> more) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("element_id", text(entity.elementId()));
        map.putAll(map(more));
        map.put("properties", map(entity.asMap()));
        return map;
    }

    private Map<String, @Nullable Object> path(Path path) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("nodes", list(path.nodes()));
        map.put("relationships", list(path.relationships()));
        return map;
    }
}
