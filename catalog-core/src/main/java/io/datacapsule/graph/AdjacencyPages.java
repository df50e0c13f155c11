package io.datacapsule.graph;

import io.datacapsule.model.EdgeProperties;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adjacency in compressed sparse rows, cut in pages that versions share. An {@link Editor} rewrites the pages it touches.
 */
final class AdjacencyPages implements Adjacency {

    private static final int BITS = 8;
    private static final int SIZE = 1 << BITS;
    private static final int MASK = SIZE - 1;
    private static final int[] NONE = new int[0];
    private static final Page EMPTY_PAGE = new Page(new int[SIZE + 1], NONE, NONE);
    private static final EdgeProperties UNKNOWN = new EdgeProperties(List.of(), Map.of());

    /** Row r of the page has the targets offsets[r] to offsets[r + 1]. */
    private record Page(int[] offsets, int[] targets, int[] codes) {}

    private final Page[] pages;
    private final Dictionary<EdgeProperties> dictionary;

    private AdjacencyPages(Page[] pages, Dictionary<EdgeProperties> dictionary) {
        this.pages = pages;
        this.dictionary = dictionary;
    }

    static AdjacencyPages empty(Dictionary<EdgeProperties> dictionary) {
        return new AdjacencyPages(new Page[0], dictionary);
    }

    private Page page(int row) {
        int page = row >>> BITS;
        return page < pages.length ? pages[page] : EMPTY_PAGE;
    }

    @Override
    public int degree(int row) {
        int[] offsets = page(row).offsets;
        int at = row & MASK;
        return offsets[at + 1] - offsets[at];
    }

    @Override
    public int neighbour(int row, int index) {
        Page page = page(row);
        return page.targets[page.offsets[row & MASK] + index];
    }

    @Override
    public EdgeProperties properties(int row, int index) {
        Page page = page(row);
        EdgeProperties known = dictionary.value(page.codes[page.offsets[row & MASK] + index]);
        return known == null ? UNKNOWN : known;
    }

    /** About how much memory it takes, without the dictionary. */
    long bytes() {
        long bytes = 16L + 4L * pages.length;
        for (Page page : pages) {
            bytes += page.equals(EMPTY_PAGE) ? 0 : 72L + 4L * (page.offsets.length + 2L * page.targets.length);
        }
        return bytes;
    }

    Editor edit() {
        return new Editor(this);
    }

    /** Rows of one page while they are written: lists that grow. */
    private static final class OpenPage {

        private final int[][] targets = new int[SIZE][];
        private final int[][] codes = new int[SIZE][];
        private final int[] sizes = new int[SIZE];

        OpenPage(Page page) {
            for (int r = 0; r < SIZE; r++) {
                int from = page.offsets[r];
                int to = page.offsets[r + 1];
                sizes[r] = to - from;
                targets[r] = from == to ? NONE : Arrays.copyOfRange(page.targets, from, to);
                codes[r] = from == to ? NONE : Arrays.copyOfRange(page.codes, from, to);
            }
        }

        void add(int r, int target, int code) {
            int size = sizes[r];
            if (size == targets[r].length) {
                int capacity = size == 0 ? 2 : size + (size >> 1) + 1;
                targets[r] = Arrays.copyOf(targets[r], capacity);
                codes[r] = Arrays.copyOf(codes[r], capacity);
            }
            targets[r][size] = target;
            codes[r][size] = code;
            sizes[r] = size + 1;
        }

        int indexOf(int r, int target) {
            for (int i = 0; i < sizes[r]; i++) {
                if (targets[r][i] == target) {
                    return i;
                }
            }
            return -1;
        }

        void remove(int r, int index) {
            int rest = --sizes[r] - index;
            System.arraycopy(targets[r], index + 1, targets[r], index, rest);
            System.arraycopy(codes[r], index + 1, codes[r], index, rest);
        }

        Page close() {
            int[] offsets = new int[SIZE + 1];
            for (int r = 0; r < SIZE; r++) {
                offsets[r + 1] = offsets[r] + sizes[r];
            }
            int[] allTargets = new int[offsets[SIZE]];
            int[] allCodes = new int[offsets[SIZE]];
            for (int r = 0; r < SIZE; r++) {
                System.arraycopy(targets[r], 0, allTargets, offsets[r], sizes[r]);
                System.arraycopy(codes[r], 0, allCodes, offsets[r], sizes[r]);
            }
            return new Page(offsets, allTargets, allCodes);
        }
    }

    /** Writes for one thread; reads see what was written. */
    static final class Editor {

        private final Dictionary<EdgeProperties> dictionary;
        private AdjacencyPages base;
        private final Map<Integer, OpenPage> open = new HashMap<>();

        private Editor(AdjacencyPages base) {
            this.base = base;
            this.dictionary = base.dictionary;
        }

        private OpenPage open(int row) {
            return open.computeIfAbsent(row >>> BITS, page -> new OpenPage(base.page(page << BITS)));
        }

        /** Adds an edge that must not be there yet. */
        void add(int row, int target, EdgeProperties properties) {
            open(row).add(row & MASK, target, dictionary.code(properties));
        }

        /** Adds an edge of which nothing is known. */
        void add(int row, int target) {
            open(row).add(row & MASK, target, 0);
        }

        /** Replaces the properties of an edge; answers whether it was there. */
        boolean update(int row, int target, EdgeProperties properties) {
            OpenPage page = open(row);
            int index = page.indexOf(row & MASK, target);
            if (index >= 0) {
                page.codes[row & MASK][index] = dictionary.code(properties);
            }
            return index >= 0;
        }

        /** Removes an edge; answers whether it was there. */
        boolean remove(int row, int target) {
            OpenPage page = open(row);
            int index = page.indexOf(row & MASK, target);
            if (index >= 0) {
                page.remove(row & MASK, index);
            }
            return index >= 0;
        }

        boolean contains(int row, int target) {
            return open(row).indexOf(row & MASK, target) >= 0;
        }

        /** The row's neighbours now. */
        int[] neighbours(int row) {
            @Nullable OpenPage page = open.get(row >>> BITS);
            if (page != null) {
                return Arrays.copyOf(page.targets[row & MASK], page.sizes[row & MASK]);
            }
            int[] found = new int[base.degree(row)];
            Arrays.setAll(found, i -> base.neighbour(row, i));
            return found;
        }

        /** The version written so far; what is written later does not show in it. */
        AdjacencyPages freeze() {
            if (open.isEmpty()) {
                return base;
            }
            int highest =
                    open.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
            int old = base.pages.length;
            Page[] pages = Arrays.copyOf(base.pages, Math.max(old, highest + 1));
            Arrays.fill(pages, old, pages.length, EMPTY_PAGE);
            open.forEach((index, page) -> pages[index] = page.close());
            open.clear();
            base = new AdjacencyPages(pages, dictionary);
            return base;
        }
    }
}
