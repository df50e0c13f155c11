package io.datacapsule.gremlin;

import java.util.Collections;
import java.util.Iterator;
import org.apache.tinkerpop.gremlin.structure.Element;
import org.apache.tinkerpop.gremlin.structure.Property;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.apache.tinkerpop.gremlin.structure.VertexProperty;
import org.apache.tinkerpop.gremlin.structure.util.ElementHelper;
import org.apache.tinkerpop.gremlin.structure.util.StringFactory;
import org.jspecify.annotations.Nullable;

/** A property of a vertex. */
record SnapshotProperty<V>(Vertex element, String key, V value) implements VertexProperty<V> {

    @Override
    public Object id() {
        return element.id() + "#" + key;
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public <U> Iterator<Property<U>> properties(String... keys) {
        return Collections.emptyIterator();
    }

    @Override
    public <U> Property<U> property(String name, U newValue) {
        throw SnapshotGraph.unchangeable();
    }

    @Override
    public void remove() {
        throw SnapshotGraph.unchangeable();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return ElementHelper.areEqual(this, other);
    }

    @Override
    public int hashCode() {
        return ElementHelper.hashCode((Element) this);
    }

    @Override
    public String toString() {
        return StringFactory.propertyString(this);
    }
}
