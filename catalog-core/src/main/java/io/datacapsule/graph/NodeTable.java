package io.datacapsule.graph;

import org.jspecify.annotations.Nullable;

/**
 * All nodes of one kind in one version of the graph, as rows of properties. A row that was once used keeps its number for as
 * long as the process lives; a removed node leaves a tombstone, which the same URN takes again if it comes back.
 */
final class NodeTable {

    private static final int ALIVE = 1;

    final NodeSchema schema;
    final RowIndex index;
    final IdIndex ids;
    private final int rows;
    private final int live;
    private final IntPages states;
    private final PropertyPages[] properties;

    private NodeTable(
            NodeSchema schema,
            RowIndex index,
            IdIndex ids,
            int rows,
            int live,
            IntPages states,
            PropertyPages[] properties) {
        this.schema = schema;
        this.index = index;
        this.ids = ids;
        this.rows = rows;
        this.live = live;
        this.states = states;
        this.properties = properties;
    }

    static NodeTable empty(NodeSchema schema, Dictionary<Object> dictionary) {
        PropertyPages[] properties = new PropertyPages[schema.properties().size()];
        for (int i = 0; i < properties.length; i++) {
            Property property = schema.properties().get(i);
            properties[i] = schema == NodeSchema.COLUMN && i == 0
                    ? new PropertyPages.Numbers(IntPages.EMPTY, false)
                    : PropertyPages.empty(property, dictionary);
        }
        return new NodeTable(schema, new RowIndex(), new IdIndex(), 0, 0, IntPages.EMPTY, properties);
    }

    int rows() {
        return rows;
    }

    int live() {
        return live;
    }

    boolean alive(int row) {
        return row >= 0 && row < rows && states.get(row) == ALIVE;
    }

    @Nullable
    Object get(int row, int property) {
        return properties[property].get(row);
    }

    /** The pages of a property, which versions share until one of its values changes. */
    Object version(int property) {
        return properties[property];
    }

    @Nullable
    Object[] values(int row) {
        @Nullable Object[] values = new @Nullable Object[properties.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = properties[i].get(row);
        }
        return values;
    }

    /** About how much memory it takes, without dictionaries. */
    long bytes() {
        long bytes = index.bytes() + states.bytes();
        for (PropertyPages pages : properties) {
            bytes += pages.bytes();
        }
        return bytes;
    }

    Editor edit() {
        return new Editor(this);
    }

    /** Writes for one thread; reads see what was written. */
    static final class Editor {

        private final NodeSchema schema;
        private final RowIndex index;
        private final IdIndex ids;
        private final IntPages.Editor states;
        private final PropertyPages[] frozen;
        private final PropertyPages.@Nullable Editor[] editors;
        private int rows;
        private int live;

        private Editor(NodeTable base) {
            schema = base.schema;
            index = base.index;
            ids = base.ids;
            states = base.states.edit();
            frozen = base.properties.clone();
            editors = new PropertyPages.@Nullable Editor[frozen.length];
            rows = base.rows;
            live = base.live;
        }

        private PropertyPages.Editor editor(int property) {
            PropertyPages.Editor editor = editors[property];
            if (editor == null) {
                editor = frozen[property].edit();
                editors[property] = editor;
            }
            return editor;
        }

        int rows() {
            return rows;
        }

        boolean alive(int row) {
            return row >= 0 && row < rows && states.get(row) == ALIVE;
        }

        @Nullable
        Object get(int row, int property) {
            PropertyPages.Editor editor = editors[property];
            return editor == null ? frozen[property].get(row) : editor.get(row);
        }

        /** Takes a new row for these values and makes it findable by the key. */
        int append(long key, @Nullable Object[] values) {
            int row = rows++;
            index.add(key, row);
            states.set(row, ALIVE);
            live++;
            for (int i = 0; i < values.length; i++) {
                // cells of a version that was never published may hold something
                if (values[i] != null || get(row, i) != null) {
                    editor(i).set(row, values[i]);
                }
            }
            return row;
        }

        RowIndex index() {
            return index;
        }

        IdIndex ids() {
            return ids;
        }

        /** Writes all values of a row; only those that differ touch their pages. */
        void put(int row, @Nullable Object[] values) {
            if (states.get(row) != ALIVE) {
                states.set(row, ALIVE);
                live++;
            }
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                Object before = get(row, i);
                if (value == null ? before != null : !value.equals(before)) {
                    editor(i).set(row, value);
                }
            }
        }

        /** Leaves a tombstone that keeps what the row is found by. */
        void remove(int row) {
            states.set(row, 0);
            live--;
            for (int i = schema == NodeSchema.COLUMN ? 2 : 1; i < frozen.length; i++) {
                if (get(row, i) != null) {
                    editor(i).set(row, null);
                }
            }
        }

        NodeTable freeze() {
            for (int i = 0; i < frozen.length; i++) {
                PropertyPages.Editor editor = editors[i];
                if (editor != null) {
                    frozen[i] = editor.freeze();
                }
            }
            return new NodeTable(schema, index, ids, rows, live, states.freeze(), frozen.clone());
        }
    }
}
