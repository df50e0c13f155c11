package io.datacapsule.search;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says where the words of a search occur in a capsule that was found. */
final class Matches {

    private static final int MOST_COLUMNS = 10;
    private static final int MOST_WORDS = 200;

    private final GraphSnapshot graph;
    private final WordCutter cutter;
    private final List<String> words;
    private final boolean ascii;
    private final Map<String, Boolean> known = new HashMap<>();

    Matches(GraphSnapshot graph, WordCutter cutter, List<String> words) {
        this.graph = graph;
        this.cutter = cutter;
        this.words = words;
        this.ascii = words.stream().allMatch(Matches::ascii);
    }

    /** Names of columns that hold one of the words. */
    List<String> columns(int capsule) {
        List<String> names = new ArrayList<>();
        Adjacency contains = graph.out(Relation.HAS_COLUMN);
        for (int i = 0; i < contains.degree(capsule) && names.size() < MOST_COLUMNS; i++) {
            String name = graph.name(NodeKind.COLUMN, contains.neighbour(capsule, i));
            if (holds(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** The fields that hold one of the words; none where one is only alike. */
    List<String> fields(int capsule, List<String> columns) {
        List<String> fields = new ArrayList<>();
        String description = CapsuleDocument.string(graph, capsule, CapsuleDocument.DESCRIPTION_PROPERTY);
        if (begins(graph.name(NodeKind.CAPSULE, capsule))) {
            fields.add("name");
        }
        if (description != null && look(description)) {
            fields.add("description");
        }
        if (!columns.isEmpty()) {
            fields.add("columns");
        }
        Adjacency tagged = graph.out(Relation.CAPSULE_TAGGED);
        for (int i = 0; i < tagged.degree(capsule); i++) {
            if (holds(graph.name(NodeKind.TAG, tagged.neighbour(capsule, i)))) {
                fields.add("tags");
                break;
            }
        }
        return fields;
    }

    /** Names of columns and tags recur from hit to hit, so they are looked at once. */
    private boolean holds(String name) {
        return known.computeIfAbsent(name, this::look);
    }

    private boolean look(String text) {
        if (ascii && ascii(text)) {
            return words.stream().anyMatch(word -> AsciiWords.holds(text, word, true));
        }
        return cutter.words(text, MOST_WORDS).stream().anyMatch(words::contains);
    }

    private boolean begins(String text) {
        if (ascii && ascii(text)) {
            return words.stream().anyMatch(word -> AsciiWords.holds(text, word, false));
        }
        List<String> parts = cutter.words(text, MOST_WORDS);
        return words.stream().anyMatch(word -> parts.stream().anyMatch(part -> part.startsWith(word)));
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
