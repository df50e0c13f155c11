package io.datacapsule.export;

import java.util.Map;
import java.util.function.Function;
import org.jgrapht.nio.Attribute;
import org.jspecify.annotations.Nullable;

/** Remembers the last answer: JGraphT's exporters ask for the attributes of the same element several times in a row. */
final class LastAsked<T> implements Function<T, Map<String, Attribute>> {

    private final Function<T, Map<String, Attribute>> attributes;
    private @Nullable T last;
    private Map<String, Attribute> answer = Map.of();

    LastAsked(Function<T, Map<String, Attribute>> attributes) {
        this.attributes = attributes;
    }

    @Override
    public Map<String, Attribute> apply(T element) {
        if (!element.equals(last)) {
            answer = attributes.apply(element);
            last = element;
        }
        return answer;
    }
}
