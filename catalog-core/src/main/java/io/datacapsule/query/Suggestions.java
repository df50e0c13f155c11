package io.datacapsule.query;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.List;

/** Names that a caller who mistyped one may have meant: equal but for case and separators first, then those that contain it. */
final class Suggestions {

    private static final int ENOUGH = 3;

    private Suggestions() {}

    static List<String> capsules(GraphSnapshot graph, String name) {
        List<String> same = new ArrayList<>();
        List<String> longer = new ArrayList<>();
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE) && same.size() < ENOUGH; row++) {
            if (graph.alive(NodeKind.CAPSULE, row)) {
                collect(graph.name(NodeKind.CAPSULE, row), graph.urn(NodeKind.CAPSULE, row), name, same, longer);
            }
        }
        return first(same, longer);
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
