package io.datacapsule.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Like {@link IntPages}, of references; cells never written are null. */
final class RefPages<T> {

    private static final int BITS = IntPages.BITS;
    private static final int MASK = IntPages.MASK;
    private static final Object[] NULLS = new Object[IntPages.SIZE];

    private final @Nullable Object[][] pages;

    private RefPages(@Nullable Object[][] pages) {
        this.pages = pages;
    }

    static <T> RefPages<T> empty() {
        return new RefPages<>(new @Nullable Object[0][]);
    }

    @SuppressWarnings("unchecked")
    @Nullable
    T get(int row) {
        int page = row >>> BITS;
        return page < pages.length ? (T) pages[page][row & MASK] : null;
    }

    /** About how much memory it takes with what it refers to. */
    long bytes() {
        long bytes = 16L + 4L * pages.length;
        for (@Nullable Object[] page : pages) {
            if (!Arrays.equals(page, NULLS)) {
                bytes += 16L + 4L * page.length;
                for (Object value : page) {
                    bytes += Dictionary.bytes(value);
                }
            }
        }
        return bytes;
    }

    /** A writer that starts from this version. */
    Editor<T> edit() {
        return new Editor<>(this);
    }

    /** Writes for one thread; reads see what was written. */
    static final class Editor<T> {

        private @Nullable Object[][] pages;
        private boolean[] owned;
        private boolean rootOwned;

        private Editor(RefPages<T> base) {
            pages = base.pages;
            owned = new boolean[0];
        }

        @SuppressWarnings("unchecked")
        @Nullable
        T get(int row) {
            int page = row >>> BITS;
            return page < pages.length ? (T) pages[page][row & MASK] : null;
        }

        void set(int row, @Nullable T value) {
            int page = row >>> BITS;
            if (value == null && page >= pages.length) {
                return;
            }
            writable(page)[row & MASK] = value;
        }

        private @Nullable Object[] writable(int page) {
            if (!rootOwned) {
                pages = pages.clone();
                owned = new boolean[pages.length];
                rootOwned = true;
            }
            if (page >= pages.length) {
                int old = pages.length;
                int length = Math.max(page + 1, old + (old >> 2));
                pages = Arrays.copyOf(pages, length);
                owned = Arrays.copyOf(owned, length);
                Arrays.fill(pages, old, length, NULLS);
            }
            if (!owned[page]) {
                pages[page] = pages[page].clone();
                owned[page] = true;
            }
            return pages[page];
        }

        /** The version written so far; what is written later does not show in it. */
        RefPages<T> freeze() {
            RefPages<T> frozen = new RefPages<>(pages);
            rootOwned = false;
            owned = new boolean[0];
            return frozen;
        }
    }
}
