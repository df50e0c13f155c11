package io.datacapsule.backup;

import io.datacapsule.backup.BackupManifest.Part;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Edge;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads the graph of archives whose checksums are right, and makes sure that it fits together. Reads one chain. */
final class ContentsReader {

    private final ChainFold fold;
    private final LineReader lines = new LineReader();
    private final List<Node> nodes = new ArrayList<>();
    private final List<CapsuleDetails> details = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    ContentsReader(ChainFold fold) {
        this.fold = fold;
    }

    private interface Line {
        void read(Map<String, Object> json, Lines line);
    }

    /** Takes one part. */
    void part(BackupManifest manifest, String name, InputStream content) throws IOException {
        switch (name) {
            case Part.NODES -> read(manifest.part(name), content, this::node);
            case Part.DETAILS -> read(manifest.part(name), content, this::details);
            case Part.EDGES -> read(manifest.part(name), content, this::edge);
            case Part.STATE, BackupManifest.NAME -> {}
            default -> rows(manifest.part(name), content);
        }
    }

    private void node(Map<String, Object> json, Lines line) {
        Node node = lines.node(json);
        if (fold.takes(GroupKey.of(node), line)) {
            nodes.add(node);
        }
    }

    private void edge(Map<String, Object> json, Lines line) {
        Edge edge = lines.edge(json);
        if (fold.takes(GroupKey.of(edge), line)) {
            edges.add(edge);
        }
    }

    private void details(Map<String, Object> json, Lines line) {
        CapsuleDetails one = lines.details(json);
        if (fold.counts(GroupKey.capsule(one.urn()))) {
            details.add(one);
        }
    }

    private static void read(Part part, InputStream content, Line reader) throws IOException {
        Lines line = new Lines(content);
        long count = 0;
        try {
            while (line.next()) {
                if (line.length() > 0) {
                    reader.read(line.json(), line);
                    count++;
                }
            }
        } catch (JacksonException e) {
            throw BackupFailures.invalid(part.name(), line.number(), e.getOriginalMessage());
        } catch (IllegalArgumentException | NullPointerException | ClassCastException e) {
            throw BackupFailures.invalid(part.name(), line.number(), String.valueOf(e.getMessage()));
        }
        requireLines(part, count);
    }

    private void rows(Part part, InputStream content) throws IOException {
        CountedRows rows = new CountedRows(part.table(), content, fold);
        rows.transferTo(OutputStream.nullOutputStream());
        requireLines(part, rows.all());
    }

    private static void requireLines(Part part, long found) {
        if (part.lines() != found) {
            throw BackupFailures.invalid(
                    part.name(), 0, "it has " + found + " lines, and the manifest says " + part.lines());
        }
    }

    /** The graph as read. */
    BackupContents contents(BackupChain chain) {
        nodes.sort(Comparator.comparing(Node::kind));
        BackupContents contents = new BackupContents(chain, nodes, details, edges);
        try {
            GraphSnapshot.empty()
                    .apply(contents.replacing(GraphSnapshot.empty(), new UUID(0, 0)), Revision.NONE.next());
        } catch (IllegalStateException e) {
            throw BackupFailures.invalid("graph", 0, String.valueOf(e.getMessage()));
        }
        Set<String> capsules = new HashSet<>();
        nodes.stream()
                .filter(node -> node.kind() == NodeKind.CAPSULE)
                .map(Node::urn)
                .forEach(capsules::add);
        @Nullable
        String stray = details.stream()
                .map(CapsuleDetails::urn)
                .filter(urn -> !capsules.remove(urn))
                .findFirst()
                .orElse(null);
        if (stray != null) {
            throw BackupFailures.invalid(
                    Part.DETAILS, 0, "'" + stray + "' is no capsule of the backup, or there twice");
        }
        return contents;
    }
}
