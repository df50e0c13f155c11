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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MappingIterator;

/** Reads the graph of an archive whose checksums are right, and makes sure that it fits together. Reads one archive. */
final class ContentsReader {

    private static final TypeReference<Map<String, Object>> LINE = new TypeReference<>() {};
    private static final int BUFFER = 1 << 16;

    private final BackupManifest manifest;
    private final LineReader lines = new LineReader();
    private final List<Node> nodes = new ArrayList<>();
    private final List<CapsuleDetails> details = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    ContentsReader(BackupManifest manifest) {
        this.manifest = manifest;
    }

    /** Takes one part. */
    void part(String name, InputStream content) throws IOException {
        switch (name) {
            case Part.NODES -> read(name, content, lines::node, nodes);
            case Part.DETAILS -> read(name, content, lines::details, details);
            case Part.EDGES -> read(name, content, lines::edge, edges);
            case BackupManifest.NAME -> {}
            default -> countRows(part(name), content);
        }
    }

    private Part part(String name) {
        return manifest.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private <T> void read(String name, InputStream content, Function<Map<String, Object>, T> line, List<T> into) {
        long number = 1;
        try (MappingIterator<Map<String, Object>> values =
                BackupJson.MAPPER.readerFor(LINE).readValues(content)) {
            for (; values.hasNextValue(); number++) {
                into.add(line.apply(values.nextValue()));
            }
        } catch (JacksonException e) {
            throw BackupFailures.invalid(name, number, e.getOriginalMessage());
        } catch (IllegalArgumentException | NullPointerException | ClassCastException e) {
            throw BackupFailures.invalid(name, number, String.valueOf(e.getMessage()));
        }
        requireLines(part(name), into.size());
    }

    private static void countRows(Part part, InputStream content) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long rows = 0;
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            for (int i = 0; i < count; i++) {
                rows += buffer[i] == '\n' ? 1 : 0;
            }
        }
        requireLines(part, rows);
    }

    private static void requireLines(Part part, long found) {
        if (part.lines() != found) {
            throw BackupFailures.invalid(
                    part.name(), 0, "it has " + found + " lines, and the manifest says " + part.lines());
        }
    }

    /** The graph as read. */
    BackupContents contents() {
        BackupContents contents = new BackupContents(manifest, nodes, details, edges);
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
