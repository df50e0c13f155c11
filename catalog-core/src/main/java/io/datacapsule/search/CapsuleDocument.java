package io.datacapsule.search;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.Locale;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What the index holds of a capsule. */
final class CapsuleDocument {

    static final String URN = "urn";
    static final String EXACT = "exact";
    static final String NAME = "name";
    static final String PREFIX = "prefix";
    static final String DESCRIPTION = "description";
    static final String COLUMNS = "columns";
    static final String TAGS = "tags";
    static final String TYPE = "type";
    static final String LAYER = "layer";
    static final String DOMAIN = "domain";

    static final int TYPE_PROPERTY = NodeSchema.CAPSULE.index("capsule_type");
    static final int LAYER_PROPERTY = NodeSchema.CAPSULE.index("layer");
    static final int DOMAIN_PROPERTY = NodeSchema.CAPSULE.index("domain");
    static final int DESCRIPTION_PROPERTY = NodeSchema.CAPSULE.index("description");

    private static final int LONGEST_EXACT = 1_000;
    private static final int LONGEST_DESCRIPTION = 4_000;

    private CapsuleDocument() {}

    static Document of(GraphSnapshot graph, int row) {
        String name = graph.name(NodeKind.CAPSULE, row);
        Document document = new Document();
        String urn = graph.urn(NodeKind.CAPSULE, row);
        document.add(new StringField(URN, key(urn), Field.Store.NO));
        document.add(new StoredField(URN, urn));
        document.add(new StringField(EXACT, folded(name), Field.Store.NO));
        document.add(new SortedDocValuesField(NAME, new BytesRef(folded(name))));
        document.add(new TextField(NAME, name, Field.Store.NO));
        document.add(new TextField(PREFIX, name, Field.Store.NO));
        text(document, DESCRIPTION, cut(string(graph, row, DESCRIPTION_PROPERTY), LONGEST_DESCRIPTION));
        text(document, COLUMNS, names(graph, graph.out(Relation.HAS_COLUMN), NodeKind.COLUMN, row));
        text(document, TAGS, names(graph, graph.out(Relation.CAPSULE_TAGGED), NodeKind.TAG, row));
        word(document, TYPE, string(graph, row, TYPE_PROPERTY));
        word(document, LAYER, string(graph, row, LAYER_PROPERTY));
        word(document, DOMAIN, string(graph, row, DOMAIN_PROPERTY));
        return document;
    }

    /** The term by which a URN is found; terms are bounded. */
    static String key(String urn) {
        return cut(urn, 8_000);
    }

    /** A whole name as it is compared: lower case and bounded. */
    static String folded(String name) {
        return cut(name.toLowerCase(Locale.ROOT), LONGEST_EXACT);
    }

    static @Nullable String string(GraphSnapshot graph, int row, int property) {
        return (String) graph.value(NodeKind.CAPSULE, row, property);
    }

    private static String names(GraphSnapshot graph, Adjacency edges, NodeKind kind, int row) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < edges.degree(row); i++) {
            names.append(graph.name(kind, edges.neighbour(row, i))).append(' ');
        }
        return names.toString();
    }

    private static void text(Document document, String field, String text) {
        if (!text.isBlank()) {
            document.add(new TextField(field, text, Field.Store.NO));
        }
    }

    private static void word(Document document, String field, @Nullable String word) {
        if (word != null) {
            document.add(new StringField(field, folded(word), Field.Store.NO));
        }
    }

    private static String cut(@Nullable String text, int length) {
        return text == null ? "" : text.length() <= length ? text : text.substring(0, length);
    }
}
