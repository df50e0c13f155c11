package io.datacapsule.search;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says where the words of a search occur in a capsule that was found. */
final class Matches {

    private static final int MOST_COLUMNS = 10;
    private static final int MOST_WORDS = 200;

    private final GraphSnapshot graph;
    private final NameAnalyzer analyzer;
    private final List<String> words;

    Matches(GraphSnapshot graph, NameAnalyzer analyzer, List<String> words) {
        this.graph = graph;
        this.analyzer = analyzer;
        this.words = words;
    }

    /** Names of columns that hold one of the words. */
    List<String> columns(int capsule) {
        List<String> names = new ArrayList<>();
        Adjacency contains = graph.out(Relation.HAS_COLUMN);
        for (int i = 0; i < contains.degree(capsule) && names.size() < MOST_COLUMNS; i++) {
            String name = graph.name(NodeKind.COLUMN, contains.neighbour(capsule, i));
            if (mayHold(name) && holds(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** The fields that hold one of the words; the name when it is only alike. */
    List<String> fields(int capsule, List<String> columns) {
        List<String> fields = new ArrayList<>();
        String description = CapsuleDocument.string(graph, capsule, CapsuleDocument.DESCRIPTION_PROPERTY);
        if (begins(graph.name(NodeKind.CAPSULE, capsule))) {
            fields.add("name");
        }
        if (description != null && mayHold(description) && holds(description)) {
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
        return fields.isEmpty() ? List.of("name") : fields;
    }

    /** A quick look that never misses ASCII words, before the text is cut into words. */
    private boolean mayHold(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream()
                .anyMatch(word -> lower.contains(word) || !word.chars().allMatch(c -> c < 128));
    }

    private boolean holds(String text) {
        return analyzer.words(text, MOST_WORDS).stream().anyMatch(words::contains);
    }

    private boolean begins(String text) {
        List<String> parts = analyzer.words(text, MOST_WORDS);
        return words.stream().anyMatch(word -> parts.stream().anyMatch(part -> part.startsWith(word)));
    }
}
