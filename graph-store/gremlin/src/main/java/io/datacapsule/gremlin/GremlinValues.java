package io.datacapsule.gremlin;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tinkerpop.gremlin.process.traversal.Path;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Element;
import org.apache.tinkerpop.gremlin.structure.Property;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.jspecify.annotations.Nullable;

/** Turns what a traversal gives into plain values, and counts how large they are. */
final class GremlinValues {

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
            case Boolean _, Long _, Double _ -> {
                bytes += SMALL;
                yield value;
            }
            case Float number -> of(number.doubleValue());
            case Integer number -> of(number.longValue());
            case Short number -> of(number.longValue());
            case Byte number -> of(number.longValue());
            case Vertex vertex -> element(vertex, Map.of("label", vertex.label()));
            case Edge edge ->
                element(
                        edge,
                        Map.of(
                                "label", edge.label(),
                                "from", edge.outVertex().id(),
                                "to", edge.inVertex().id()));
            case Property<?> property -> of(Map.of(property.key(), property.value()));
            case Path path -> of(path.objects());
            case Map<?, ?> map -> map(map);
            case Map.Entry<?, ?> entry -> map(Map.of(entry.getKey(), entry.getValue()));
            case Collection<?> list -> list(list.iterator());
            case OffsetDateTime time -> text(time.toInstant().toString());
            default -> text(value.toString());
        };
    }

    private String text(String text) {
        bytes += text.length() + 2L;
        return text;
    }

    private List<@Nullable Object> list(Iterator<?> values) {
        List<@Nullable Object> list = new ArrayList<>();
        values.forEachRemaining(value -> list.add(of(value)));
        return list;
    }

    private Map<String, @Nullable Object> map(Map<?, ?> values) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        values.forEach((key, value) -> map.put(
                text(key instanceof Element element ? element.id().toString() : String.valueOf(key)), of(value)));
        return map;
    }

    private Map<String, @Nullable Object> element(Element element, Map<String, ?> more) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", of(element.id()));
        map.putAll(map(more));
        Map<String, Object> properties = new LinkedHashMap<>();
        element.properties().forEachRemaining(property -> properties.put(property.key(), property.value()));
        map.put("properties", map(properties));
        return map;
    }
}
