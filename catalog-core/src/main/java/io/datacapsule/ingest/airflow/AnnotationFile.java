package io.datacapsule.ingest.airflow;

import io.datacapsule.ingest.airflow.AirflowAnnotations.Annotation;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.Urn;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the annotation file, as a tree of texts only: no tag in it makes an object. */
final class AnnotationFile {

    private static final String VERSION = "1";
    private static final Set<String> TOP = Set.of("version", "tasks", "assets");
    private static final Set<String> TASK = Set.of("dag", "task", "consumes", "produces", "validates");
    private static final Set<String> ASSET = Set.of("uri", "capsule");

    AirflowAnnotations read(String text) {
        if (text.length() > AirflowAnnotations.LONGEST) {
            throw invalid(
                    (Mark) null,
                    "it has " + text.length() + " characters; " + AirflowAnnotations.LONGEST + " are allowed");
        }
        Node root = compose(text);
        if (root == null) {
            return AirflowAnnotations.NONE;
        }
        Map<String, Node> top = members(root, "the file", TOP);
        Node version = top.get("version");
        if (version != null && !text(version, "version").equals(VERSION)) {
            throw invalid(version, "version is '" + text(version, "version") + "'; it takes " + VERSION);
        }
        List<Annotation> tasks = new ArrayList<>();
        for (Node item : items(top.get("tasks"), "tasks")) {
            tasks.add(task(item));
        }
        Map<String, String> assets = new LinkedHashMap<>();
        for (Node item : items(top.get("assets"), "assets")) {
            Map<String, Node> asset = members(item, "an asset", ASSET);
            String uri = required(item, asset, "uri");
            if (assets.put(uri, urn(present(item, asset, "capsule"), "capsule")) != null) {
                throw invalid(item, "the asset '" + uri + "' stands there twice");
            }
        }
        return new AirflowAnnotations(tasks, assets);
    }

    private static @Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(AirflowAnnotations.LONGEST);
        options.setNestingDepthLimit(10);
        options.setMaxAliasesForCollections(50);
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            throw invalid(e.getProblemMark(), "it is no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw invalid((Mark) null, "it is no YAML: " + e.getMessage());
        }
    }

    private static Annotation task(Node item) {
        Map<String, Node> task = members(item, "a task", TASK);
        return new Annotation(
                required(item, task, "dag"),
                required(item, task, "task"),
                urns(task, "consumes"),
                urns(task, "produces"),
                urns(task, "validates"),
                item.getStartMark().getLine() + 1);
    }

    private static List<String> urns(Map<String, Node> task, String name) {
        List<String> urns = new ArrayList<>();
        for (Node item : items(task.get(name), name)) {
            String urn = urn(item, name);
            if (!urns.contains(urn)) {
                urns.add(urn);
            }
        }
        return urns;
    }

    private static String urn(Node node, String name) {
        String text = text(node, name);
        try {
            Urn urn = Urn.parse(text);
            if (urn.column().isEmpty()) {
                return urn.toString();
            }
        } catch (InvalidInputException e) {
            throw invalid(node, name + ": " + e.getMessage());
        }
        throw invalid(node, name + " names a column, '" + text + "'; it takes the URNs of capsules");
    }

    private static Map<String, Node> members(Node node, String what, Set<String> allowed) {
        if (!(node instanceof MappingNode mapping)) {
            throw invalid(node, what + " takes the members " + sorted(allowed));
        }
        Map<String, Node> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = text(tuple.getKeyNode(), "a name");
            if (!allowed.contains(name)) {
                throw invalid(tuple.getKeyNode(), what + " has no member '" + name + "'; it takes " + sorted(allowed));
            }
            if (members.put(name, tuple.getValueNode()) != null) {
                throw invalid(tuple.getKeyNode(), "'" + name + "' stands there twice");
            }
        }
        return members;
    }

    private static List<Node> items(@Nullable Node node, String name) {
        if (node == null
                || (node instanceof ScalarNode empty && empty.getValue().isEmpty())) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw invalid(node, name + " takes a list");
    }

    private static String required(Node owner, Map<String, Node> members, String name) {
        return text(present(owner, members, name), name);
    }

    private static Node present(Node owner, Map<String, Node> members, String name) {
        Node node = members.get(name);
        if (node == null) {
            throw invalid(owner, "'" + name + "' is missing");
        }
        return node;
    }

    private static String text(Node node, String name) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw invalid(node, name + " takes a text that is not blank");
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    private static InvalidInputException invalid(Node at, String why) {
        return invalid(at.getStartMark(), why);
    }

    private static InvalidInputException invalid(@Nullable Mark at, String why) {
        String place = at == null ? "" : " (line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ")";
        return new InvalidInputException(
                "invalid_annotations", "The annotation file cannot be used" + place + ": " + why + ".");
    }
}
