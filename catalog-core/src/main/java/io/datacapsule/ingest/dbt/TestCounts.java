package io.datacapsule.ingest.dbt;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many tests there are on each node and column. A test belongs to the node it is attached to; where an old manifest does not
 * say, a generic test belongs to the node its {@code model} argument refers to and any other test to every node it reads.
 */
final class TestCounts {

    /** The last text in quotes: {@code ref('orders')}, {@code ref('shop', 'orders')}, {@code source('crm', 'orders')}. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?:ref|source)\\(\\s*(?:['\"][^'\"]*['\"]\\s*,\\s*)?['\"]([^'\"]+)['\"]");

    private final Map<String, Integer> nodes = new HashMap<>();
    private final Map<String, Map<String, Integer>> columns = new HashMap<>();

    private TestCounts() {}

    /** Counts the tests; {@code warnings} hears of each that belongs to no node that is known. */
    static TestCounts of(Manifest manifest, Warnings warnings) {
        TestCounts counts = new TestCounts();
        for (ManifestNode test : manifest.tests()) {
            List<String> tested = tested(test, manifest.nodes());
            if (tested.isEmpty()) {
                warnings.warn(
                        "unattached_test",
                        test.path,
                        "Not counted: " + test.uniqueId + " tests no dataset that is known");
            }
            for (String node : tested) {
                counts.nodes.merge(node, 1, Integer::sum);
                if (test.testedColumn != null) {
                    counts.columns
                            .computeIfAbsent(node, id -> new HashMap<>())
                            .merge(columnKey(test.testedColumn), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    /** Tests on the node or any of its columns. */
    int onNode(String uniqueId) {
        return nodes.getOrDefault(uniqueId, 0);
    }

    /** Tests on a column, whatever the case of its name. */
    int onColumn(String uniqueId, String column) {
        return columns.getOrDefault(uniqueId, Map.of()).getOrDefault(columnKey(column), 0);
    }

    private static List<String> tested(ManifestNode test, Map<String, ManifestNode> nodes) {
        if (test.testedNode != null) {
            return nodes.containsKey(test.testedNode) ? List.of(test.testedNode) : List.of();
        }
        List<String> read =
                test.dependsOn.stream().distinct().filter(nodes::containsKey).toList();
        if (read.size() < 2 || test.testedModel == null) {
            return read;
        }
        String model = referred(test.testedModel);
        List<String> named =
                read.stream().filter(id -> isNamed(id, model, nodes)).toList();
        return List.of(named.isEmpty() ? read.getFirst() : named.getFirst());
    }

    private static boolean isNamed(String id, String name, Map<String, ManifestNode> nodes) {
        ManifestNode node = nodes.get(id);
        return node != null && name.equals(node.name);
    }

    private static String referred(String model) {
        Matcher reference = REFERENCE.matcher(model);
        return reference.find() ? reference.group(1) : model.strip();
    }

    private static String columnKey(String column) {
        String bare = column.strip();
        for (String quotes : Set.of("\"\"", "``", "[]")) {
            if (bare.length() > 2
                    && bare.charAt(0) == quotes.charAt(0)
                    && bare.charAt(bare.length() - 1) == quotes.charAt(1)) {
                bare = bare.substring(1, bare.length() - 1);
            }
        }
        return bare.toLowerCase(Locale.ROOT);
    }
}
