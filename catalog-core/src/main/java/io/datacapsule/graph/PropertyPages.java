package io.datacapsule.graph;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One property of all nodes of a kind, kept as its {@link Property.Storage} says. A version is immutable. */
sealed interface PropertyPages {

    /** The value of a row: a String, Integer, Boolean, Instant, List or null. */
    @Nullable
    Object get(int row);

    /** A writer that starts from this version. */
    Editor edit();

    /** About how much memory it takes, without a dictionary. */
    default long bytes() {
        return switch (this) {
            case Coded coded -> coded.codes.bytes();
            case Text text -> text.texts.bytes();
            case Instants times -> times.instants.bytes();
            case Numbers numbers -> numbers.numbers.bytes();
        };
    }

    /** Writes for one thread. */
    interface Editor {

        void set(int row, @Nullable Object value);

        @Nullable
        Object get(int row);

        PropertyPages freeze();
    }

    static PropertyPages empty(Property property, Dictionary<Object> dictionary) {
        return switch (property.storage()) {
            case CODED, LIST -> new Coded(IntPages.EMPTY, dictionary);
            case TEXT -> new Text(RefPages.empty());
            case INTEGER -> new Numbers(IntPages.EMPTY, false);
            case FLAG -> new Numbers(IntPages.EMPTY, true);
            case INSTANT -> new Instants(RefPages.empty());
        };
    }

    /** Values by their number in a dictionary. */
    record Coded(IntPages codes, Dictionary<Object> dictionary) implements PropertyPages {

        @Override
        public @Nullable Object get(int row) {
            return dictionary.value(codes.get(row));
        }

        @Override
        public Editor edit() {
            IntPages.Editor editor = codes.edit();
            return new Editor() {
                @Override
                public void set(int row, @Nullable Object value) {
                    editor.set(row, value instanceof List<?> list && list.isEmpty() ? 0 : dictionary.code(value));
                }

                @Override
                public @Nullable Object get(int row) {
                    return dictionary.value(editor.get(row));
                }

                @Override
                public PropertyPages freeze() {
                    return new Coded(editor.freeze(), dictionary);
                }
            };
        }
    }

    /** References to strings. */
    record Text(RefPages<Object> texts) implements PropertyPages {

        @Override
        public @Nullable Object get(int row) {
            return texts.get(row);
        }

        @Override
        public Editor edit() {
            RefPages.Editor<Object> editor = texts.edit();
            return new Editor() {
                @Override
                public void set(int row, @Nullable Object value) {
                    editor.set(row, value);
                }

                @Override
                public @Nullable Object get(int row) {
                    return editor.get(row);
                }

                @Override
                public PropertyPages freeze() {
                    return new Text(editor.freeze());
                }
            };
        }
    }

    /** Points in time to the microsecond, which is what both databases keep alike. */
    record Instants(RefPages<Object> instants) implements PropertyPages {

        @Override
        public @Nullable Object get(int row) {
            return instants.get(row);
        }

        @Override
        public Editor edit() {
            Editor editor = new Text(instants).edit();
            return new Editor() {
                @Override
                public void set(int row, @Nullable Object value) {
                    editor.set(row, value instanceof Instant at ? at.truncatedTo(ChronoUnit.MICROS) : null);
                }

                @Override
                public @Nullable Object get(int row) {
                    return editor.get(row);
                }

                @Override
                public PropertyPages freeze() {
                    return new Instants(((Text) editor.freeze()).texts());
                }
            };
        }
    }

    /** Ints, or booleans as 0 and 1. */
    record Numbers(IntPages numbers, boolean flags) implements PropertyPages {

        @Override
        public Object get(int row) {
            return value(numbers.get(row));
        }

        private Object value(int number) {
            return flags ? (Object) (number != 0) : (Object) number;
        }

        @Override
        public Editor edit() {
            IntPages.Editor editor = numbers.edit();
            return new Editor() {
                @Override
                public void set(int row, @Nullable Object value) {
                    editor.set(
                            row, value instanceof Boolean truth ? (truth ? 1 : 0) : value instanceof Integer n ? n : 0);
                }

                @Override
                public Object get(int row) {
                    return value(editor.get(row));
                }

                @Override
                public PropertyPages freeze() {
                    return new Numbers(editor.freeze(), flags);
                }
            };
        }
    }
}
