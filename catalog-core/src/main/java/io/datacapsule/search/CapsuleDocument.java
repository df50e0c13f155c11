package io.datacapsule.search;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What the index holds of a capsule. */
final class CapsuleDocument {

    static final String URN = "urn";

    /** The name and the URN: what documents are sorted by, and from which the URN is read. */
    static final String ORDER = "order";

    /** The whole name. */
    static final String EXACT = "exact";

    /** The beginnings of the whole name. */
    static final String STARTS = "starts";

    /** The words of the name. */
    static final String NAME = "name";

    /** The words of the name and their beginnings. */
    static final String BEGUN = "begun";

    /** These, and the words of the description. */
    static final String DESCRIBED = "described";

    /** These, and the words of the columns' names. */
    static final String COLUMNS = "columns";

    /** These, and the words of the tags. */
    static final String ANYWHERE = "anywhere";

    static final String TYPE = "type";
    static final String LAYER = "layer";
    static final String DOMAIN = "domain";

    static final int TYPE_PROPERTY = NodeSchema.CAPSULE.index("capsule_type");
    static final int LAYER_PROPERTY = NodeSchema.CAPSULE.index("layer");
    static final int DOMAIN_PROPERTY = NodeSchema.CAPSULE.index("domain");
    static final int DESCRIPTION_PROPERTY = NodeSchema.CAPSULE.index("description");

    private static final int LONGEST_BEGINNING = 24;
    private static final int LONGEST_EXACT = 1_000;
    private static final int LONGEST_DESCRIPTION = 4_000;

    /** Words without frequencies or lengths, which nobody asks for. */
    private static final FieldType WORDS = words();

    private CapsuleDocument() {}

    private static FieldType words() {
        FieldType words = new FieldType();
        words.setTokenized(true);
        words.setOmitNorms(true);
        words.setIndexOptions(IndexOptions.DOCS);
        words.freeze();
        return words;
    }

    static Document of(GraphSnapshot graph, int row, WordCutter cutter) {
        String name = graph.name(NodeKind.CAPSULE, row);
        String urn = graph.urn(NodeKind.CAPSULE, row);
        String description = cut(string(graph, row, DESCRIPTION_PROPERTY), LONGEST_DESCRIPTION);
        String columns = names(graph, graph.out(Relation.HAS_COLUMN), NodeKind.COLUMN, row);
        String tags = names(graph, graph.out(Relation.CAPSULE_TAGGED), NodeKind.TAG, row);
        Document document = new Document();
        document.add(new StringField(URN, key(urn), Field.Store.NO));
        document.add(new SortedDocValuesField(ORDER, new BytesRef(folded(name) + '\0' + key(urn))));
        document.add(new StringField(EXACT, folded(name), Field.Store.NO));
        for (int end = 1; end <= Math.min(folded(name).length(), LONGEST_BEGINNING); end++) {
            document.add(new StringField(STARTS, folded(name).substring(0, end), Field.Store.NO));
        }
        String begun = name + ' ' + beginnings(cutter.words(name, Integer.MAX_VALUE));
        text(document, NAME, name);
        text(document, BEGUN, begun);
        text(document, DESCRIBED, begun + ' ' + description);
        text(document, COLUMNS, begun + ' ' + description + ' ' + columns);
        text(document, ANYWHERE, begun + ' ' + description + ' ' + columns + ' ' + tags);
        word(document, TYPE, string(graph, row, TYPE_PROPERTY));
        word(document, LAYER, string(graph, row, LAYER_PROPERTY));
        word(document, DOMAIN, string(graph, row, DOMAIN_PROPERTY));
        return document;
    }

    /** The URN in what a document is ordered by. */
    static String urn(String order) {
        return order.substring(order.lastIndexOf('\0') + 1);
    }

    private static String beginnings(List<String> words) {
        StringBuilder all = new StringBuilder();
        for (String word : words) {
            for (int end = 1; end < Math.min(word.length(), LONGEST_BEGINNING + 1); end++) {
                all.append(word, 0, end).append(' ');
            }
        }
        return all.toString();
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
            document.add(new Field(field, text, WORDS));
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
