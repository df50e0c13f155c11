package io.datacapsule.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.JsonDocument;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.EdgeType;
import io.datacapsule.model.NodeKind;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A JSON-LD library reads the triples that the graph means. */
class JsonLdExportTests {

    private static final String VOCABULARY = "urn:dcs:vocabulary:";
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

    @RepeatedTest(100)
    void meansTheTriplesOfTheGraph(RepetitionInfo repetition) throws JsonLdError {
        meansTheTriples(SampleGraphs.random(repetition.getCurrentRepetition()));
    }

    @Test
    void keepsHostileTexts() throws JsonLdError {
        meansTheTriples(SampleGraphs.hostile());
    }

    private static void meansTheTriples(GraphSnapshot graph) throws JsonLdError {
        String json = ExportedTexts.export(graph, ExportedTexts.ALL, ExportFormat.JSON_LD);
        Set<String> triples = new TreeSet<>();
        Set<String> statements = new TreeSet<>();
        JsonLd.toRdf(JsonDocument.of(new StringReader(json)))
                .provide((subject, predicate, object, datatype, language, direction, name) -> {
                    (subject.startsWith("urn:uuid:") ? statements : triples)
                            .add(subject + ' ' + predicate + ' ' + object + ' ' + datatype);
                    return null;
                });
        Exported expected = Exported.of(graph, ExportedTexts.KINDS, ExportedTexts::unicode);

        assertThat(triples).isEqualTo(triples(expected));
        assertThat(reified(statements)).isEqualTo(reified(expected));
    }

    private static Set<String> triples(Exported graph) {
        Set<String> triples = new TreeSet<>();
        graph.nodes()
                .forEach((urn, properties) -> properties.forEach((name, value) -> {
                    String subject = CleanText.iri(urn) + ' ';
                    switch (name) {
                        case "kind" -> triples.add(subject + RDF + "type " + VOCABULARY + label(value) + " null");
                        case "has_pii" ->
                            triples.add(subject + VOCABULARY + name + ' ' + value + ' ' + XSD + "boolean");
                        case "column_count" ->
                            triples.add(subject + VOCABULARY + name + ' ' + value + ' ' + XSD + "integer");
                        default -> triples.add(subject + VOCABULARY + name + ' ' + value + ' ' + XSD + "string");
                    }
                }));
        graph.edges()
                .forEach(edge -> triples.add(CleanText.iri(edge.get("from")) + ' ' + predicate(edge) + ' '
                        + CleanText.iri(edge.get("to")) + " null"));
        return triples;
    }

    private static String label(String kind) {
        return NodeKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)).label();
    }

    private static String predicate(Map<String, String> edge) {
        return VOCABULARY
                + switch (EdgeType.valueOf(edge.get("type"))) {
                    case FLOWS_TO -> "flowsTo";
                    case DERIVED_FROM -> "derivedFrom";
                    case INFLUENCED_BY -> "influencedBy";
                    case CONTAINS -> "contains";
                    case BELONGS_TO -> "belongsTo";
                    case TAGGED_WITH -> "taggedWith";
                    case PART_OF -> "partOf";
                    case OWNED_BY -> "ownedBy";
                };
    }

    /** What is said of each edge that has properties, without the names of the statements. */
    private static Set<String> reified(Exported graph) {
        Set<String> statements = new TreeSet<>();
        graph.edges().stream().filter(edge -> edge.size() > 3).forEach(edge -> {
            Map<String, String> facts = new TreeMap<>();
            facts.put(RDF + "type", RDF + "Statement null");
            facts.put(RDF + "subject", CleanText.iri(edge.get("from")) + " null");
            facts.put(RDF + "predicate", predicate(edge) + " null");
            facts.put(RDF + "object", CleanText.iri(edge.get("to")) + " null");
            edge.forEach((name, value) -> {
                if (!Set.of("from", "to", "type").contains(name)) {
                    facts.put(VOCABULARY + name, value + ' ' + XSD + "string");
                }
            });
            statements.add(facts.toString());
        });
        return statements;
    }

    private static Set<String> reified(Set<String> triples) {
        Map<String, Map<String, String>> bySubject = new TreeMap<>();
        triples.forEach(triple -> {
            String[] parts = triple.split(" ", 3);
            bySubject.computeIfAbsent(parts[0], _ -> new TreeMap<>()).put(parts[1], parts[2]);
        });
        Set<String> statements = new TreeSet<>();
        bySubject.values().forEach(facts -> statements.add(facts.toString()));
        return statements;
    }
}
