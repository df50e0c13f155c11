package io.datacapsule.export;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/** Exports to strings, and what formats do to texts. */
final class ExportedTexts {

    /** Everything that can be asked for. */
    static final ExportScope ALL = new ExportScope(null, true, true, true);

    /** The kinds of nodes that {@link #ALL} holds. */
    static final Set<NodeKind> KINDS = EnumSet.complementOf(EnumSet.of(NodeKind.OWNER));

    private ExportedTexts() {}

    static String export(GraphSnapshot graph, ExportSelection selection, ExportFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            GraphExport.of(graph, selection).write(format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Half surrogate pairs replaced. */
    static String unicode(String text) {
        return text.replaceAll("\\p{Cs}", "\ufffd");
    }

    /** The same, and what XML cannot hold replaced. */
    static String xml(String text) {
        return unicode(text).replaceAll("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]", "\ufffd");
    }
}
