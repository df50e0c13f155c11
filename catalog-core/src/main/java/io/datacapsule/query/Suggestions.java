package io.datacapsule.query;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Names that a caller who mistyped one may have meant: equal but for case and separators first, then those that contain it. */
final class Suggestions {

    private static final int ENOUGH = 3;

    private Suggestions() {}

    /** URNs of capsules, those of the same project or instance first. */
    static List<String> capsules(GraphSnapshot graph, Urn urn) {
        String project = project(urn);
        Set<String> names = new LinkedHashSet<>(capsules(
                graph, urn.name(), candidate -> project(Urn.parse(candidate)).equals(project)));
        if (names.size() < ENOUGH) {
            names.addAll(capsules(graph, urn.name(), candidate -> true));
        }
        return names.stream().limit(ENOUGH).toList();
    }

    private static String project(Urn urn) {
        int end = urn.namespace().indexOf('.');
        return end < 0 ? urn.namespace() : urn.namespace().substring(0, end);
    }

    private static List<String> capsules(GraphSnapshot graph, String name, Predicate<String> wanted) {
        List<String> same = new ArrayList<>();
        List<String> longer = new ArrayList<>();
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE) && same.size() < ENOUGH; row++) {
            if (graph.alive(NodeKind.CAPSULE, row) && isAlike(graph.name(NodeKind.CAPSULE, row), name)) {
                String urn = graph.urn(NodeKind.CAPSULE, row);
                if (wanted.test(urn)) {
                    collect(graph.name(NodeKind.CAPSULE, row), urn, name, same, longer);
                }
            }
        }
        return first(same, longer);
    }

    /** The names of the other nodes of that kind, alike ones first. */
    static List<String> names(GraphSnapshot graph, NodeKind kind, String name) {
        Set<String> names = new LinkedHashSet<>();
        for (boolean alike : new boolean[] {true, false}) {
            for (int row = 0; row < graph.rows(kind) && names.size() <= ENOUGH; row++) {
                if (graph.alive(kind, row) && (!alike || isAlike(graph.name(kind, row), name))) {
                    names.add(graph.name(kind, row));
                }
            }
        }
        return List.copyOf(names);
    }

    private static boolean isAlike(String candidate, String wanted) {
        return sameLetters(candidate, wanted) || (wanted.length() > 2 && Text.contains(candidate, wanted));
    }

    static List<String> columns(GraphSnapshot graph, int capsule, String name) {
        List<String> same = new ArrayList<>();
        List<String> longer = new ArrayList<>();
        Adjacency columns = graph.out(Relation.HAS_COLUMN);
        for (int i = 0; i < columns.degree(capsule); i++) {
            String candidate = graph.name(NodeKind.COLUMN, columns.neighbour(capsule, i));
            collect(candidate, candidate, name, same, longer);
        }
        return first(same, longer);
    }

    private static void collect(
            String candidate, String answer, String wanted, List<String> same, List<String> longer) {
        if (sameLetters(candidate, wanted)) {
            same.add(answer);
        } else if (longer.size() < ENOUGH && wanted.length() > 2 && Text.contains(candidate, wanted)) {
            longer.add(answer);
        }
    }

    /** Whether both consist of the same letters and digits, upper and lower case being the same. */
    private static boolean sameLetters(String a, String b) {
        int i = 0;
        int j = 0;
        while (true) {
            while (i < a.length() && !Character.isLetterOrDigit(a.charAt(i))) {
                i++;
            }
            while (j < b.length() && !Character.isLetterOrDigit(b.charAt(j))) {
                j++;
            }
            if (i == a.length() || j == b.length()) {
                return i == a.length() && j == b.length();
            }
            if (Character.toLowerCase(a.charAt(i++)) != Character.toLowerCase(b.charAt(j++))) {
                return false;
            }
        }
    }

    private static List<String> first(List<String> same, List<String> longer) {
        same.addAll(longer);
        return same.subList(0, Math.min(ENOUGH, same.size()));
    }

    /** A sentence that offers the names, with a space before it; empty without any. */
    static String sentence(List<String> names) {
        return names.isEmpty() ? "" : " Did you mean " + some(names) + "?";
    }

    /** The first few names. */
    static String some(List<String> names) {
        String some = String.join(", ", names.subList(0, Math.min(ENOUGH, names.size())));
        return names.size() > ENOUGH ? some + " …" : some;
    }
}
