package io.datacapsule.graph;

import java.util.Arrays;

/**
 * A growing array of ints, cut in pages that versions share. A version is immutable; an {@link Editor} copies the pages it
 * writes and leaves the rest alone. Cells never written are 0.
 */
final class IntPages {

    static final int BITS = 10;
    static final int SIZE = 1 << BITS;
    static final int MASK = SIZE - 1;
    static final IntPages EMPTY = new IntPages(new int[0][]);
    private static final int[] ZEROS = new int[SIZE];

    private final int[][] pages;

    private IntPages(int[][] pages) {
        this.pages = pages;
    }

    int get(int row) {
        int page = row >>> BITS;
        return page < pages.length ? pages[page][row & MASK] : 0;
    }

    /** About how much memory it takes. */
    long bytes() {
        long bytes = 16L + 4L * pages.length;
        for (int[] page : pages) {
            bytes += Arrays.equals(page, ZEROS) ? 0 : 16L + 4L * SIZE;
        }
        return bytes;
    }

    /** A writer that starts from this version. */
    Editor edit() {
        return new Editor(this);
    }

    /** Writes for one thread; reads see what was written. */
    static final class Editor {

        private int[][] pages;
        private boolean[] owned;
        private boolean rootOwned;

        private Editor(IntPages base) {
            pages = base.pages;
            owned = new boolean[0];
        }

        int get(int row) {
            int page = row >>> BITS;
            return page < pages.length ? pages[page][row & MASK] : 0;
        }

        void set(int row, int value) {
            int page = row >>> BITS;
            if (value == 0 && page >= pages.length) {
                return;
            }
            writable(page)[row & MASK] = value;
        }

        private int[] writable(int page) {
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
                Arrays.fill(pages, old, length, ZEROS);
            }
            if (!owned[page]) {
                pages[page] = pages[page].clone();
                owned[page] = true;
            }
            return pages[page];
        }

        /** The version written so far; what is written later does not show in it. */
        IntPages freeze() {
            IntPages frozen = new IntPages(pages);
            rootOwned = false;
            owned = new boolean[0];
            return frozen;
        }
    }
}
