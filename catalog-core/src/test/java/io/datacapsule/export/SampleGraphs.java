package io.datacapsule.export;

import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.graph.Revision;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Edge;
import io.datacapsule.model.Layer;
import io.datacapsule.model.Node;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random graphs with all kinds of nodes and edges, whose names and texts are as hostile as they come. */
public final class SampleGraphs {

    private static final List<String> HOSTILE = List.of(
            "end",
            "graph",
            "subgraph x",
            "style a:b#c;d",
            "classDef a:#1;",
            "click",
            "%% comment",
            "%%{init: {\"x\":1}}%%",
            "a;b",
            "#35;",
            "&amp;<b>&#35;",
            "say \"yes\"",
            "it's",
            "a|b",
            "a]b[c",
            "a}b{c",
            "(a)",
            "`b`",
            "</script><script>alert(1)</script>",
            "]]>",
            "<!-- -->",
            "line\nbreak",
            "line\r\nbreak\ttab\r",
            " leading and trailing ",
            "C:\\users\\u0027",
            "ends with \\",
            "\\N\\l\\G",
            "\\u0027 OR 1=1 //",
            "\\\\u0027",
            "'; MATCH (n) DETACH DELETE n;",
            "😀 smile",
            "ﬂ°°35¶ß",
            "e\u0301 combining",
            "שלום",
            "\u2028\u2029\u00a0",
            "nul\u0000bell\u0007\u001b\u007f\u0085",
            "half \ud83d pair",
            "half pair \ude00",
            "\ufffe\uffff\ufeff",
            "\ue000private",
            "@id",
            "_:b0",
            "http://example.com/a b",
            "a.b/c?d#e:f%41",
            "null",
            "true",
            "1e5");

    private SampleGraphs() {}

    /** A graph that is the same for the same number. */
    public static GraphSnapshot random(int number) {
        Random random = new Random(number);
        Changes change = Changes.of();
        List<Node> nodes = new ArrayList<>();
        for (String name : names(random, 8)) {
            nodes.add(capsule(name, random));
        }
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Capsule owner = (Capsule) nodes.get(i);
            names(random, 3).forEach(name -> nodes.add(Changes.column(owner.name(), name.replaceAll("\\p{Cs}", "~"))));
        }
        names(random, 3).forEach(name -> nodes.add(Changes.tag(name)));
        names(random, 2).forEach(name -> nodes.add(Changes.domain(name)));
        names(random, 2).forEach(name -> nodes.add(Changes.owner(name)));
        names(random, 2).forEach(name -> nodes.add(Changes.product(name)));
        nodes.forEach(change::create);
        Set<Edge.Key> taken = new HashSet<>();
        for (Relation relation : Relation.values()) {
            List<Node> tails = of(nodes, relation, true);
            List<Node> heads = of(nodes, relation, false);
            for (int i = 0; i < 8 && relation != Relation.HAS_COLUMN && !tails.isEmpty() && !heads.isEmpty(); i++) {
                Edge edge = Changes.edge(
                        relation,
                        tails.get(random.nextInt(tails.size())).urn(),
                        heads.get(random.nextInt(heads.size())).urn(),
                        properties(random));
                if (taken.add(edge.key())) {
                    change.create(edge);
                }
            }
        }
        return GraphSnapshot.empty().apply(change.change(), new Revision(number + 1));
    }

    /** All the hostile texts, as capsules in a row of flows. */
    public static GraphSnapshot hostile() {
        Changes change = Changes.of();
        for (int i = 0; i < HOSTILE.size(); i++) {
            change.create(Changes.capsule(HOSTILE.get(i), HOSTILE.get(HOSTILE.size() - 1 - i)));
            if (i > 0) {
                change.create(Changes.edge(
                        Relation.FLOWS_TO,
                        Changes.urn(HOSTILE.get(i - 1)),
                        Changes.urn(HOSTILE.get(i)),
                        Map.of("transformation", HOSTILE.get(i))));
            }
        }
        return GraphSnapshot.empty().apply(change.change(), new Revision(1));
    }

    private static Set<String> names(Random random, int atMost) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = random.nextInt(atMost + 1); i > 0; i--) {
            String name = HOSTILE.get(random.nextInt(HOSTILE.size()));
            names.add(random.nextBoolean() ? name : name + HOSTILE.get(random.nextInt(HOSTILE.size())));
        }
        return names;
    }

    private static Node capsule(String name, Random random) {
        Object[] values = NodeSchema.CAPSULE.values(
                Changes.capsule(name, random.nextInt(3) == 0 ? null : HOSTILE.get(random.nextInt(HOSTILE.size()))));
        values[NodeSchema.CAPSULE.index("layer")] =
                random.nextInt(4) == 0 ? null : Layer.values()[random.nextInt(3)].word();
        values[NodeSchema.CAPSULE.index("capsule_type")] =
                CapsuleType.values()[random.nextInt(CapsuleType.values().length)].word();
        values[NodeSchema.CAPSULE.index("owner")] = HOSTILE.get(random.nextInt(HOSTILE.size()));
        return NodeSchema.CAPSULE.node(values);
    }

    private static List<Node> of(List<Node> nodes, Relation relation, boolean tail) {
        return nodes.stream()
                .filter(node -> node.kind() == (tail ? relation.from() : relation.to()))
                .toList();
    }

    private static Map<String, String> properties(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of("role", HOSTILE.get(random.nextInt(HOSTILE.size())));
            case 1 -> Map.of("transformation", HOSTILE.get(random.nextInt(HOSTILE.size())), "confidence", "0.5");
            default -> Map.of();
        };
    }
}
