package io.datacapsule.export;

import io.datacapsule.model.InvalidInputException;
import java.util.Arrays;
import java.util.List;

/** The formats in which the graph can be written. All are text in UTF-8. */
public enum ExportFormat {
    /** For yEd, Gephi, Cytoscape and NetworkX. */
    GRAPHML("graphml", "application/graphml+xml", "graphml"),
    /** For Graphviz. */
    DOT("dot", "text/vnd.graphviz", "dot"),
    /** Statements for Neo4j's cypher-shell; running them again changes nothing. */
    CYPHER("cypher", "text/plain", "cypher"),
    /** A flowchart for Markdown. */
    MERMAID("mermaid", "text/plain", "mmd"),
    /** Linked data, for tools that read RDF. */
    JSON_LD("json-ld", "application/ld+json", "jsonld"),
    /** Lists of nodes and edges. */
    JSON("json", "application/json", "json");

    private final String wireName;
    private final String contentType;
    private final String extension;

    ExportFormat(String wireName, String contentType, String extension) {
        this.wireName = wireName;
        this.contentType = contentType;
        this.extension = extension;
    }

    /** The name used in the API and on the command line. */
    public String wireName() {
        return wireName;
    }

    /** The media type, without a charset. */
    public String contentType() {
        return contentType;
    }

    /** How the name of a file ends, without the full stop. */
    public String extension() {
        return extension;
    }

    /** The names of all formats, in their order. */
    public static List<String> wireNames() {
        return Arrays.stream(values()).map(ExportFormat::wireName).toList();
    }

    /**
     * The format of that name, in any case.
     *
     * @throws InvalidInputException if there is none; the message lists those there are
     */
    public static ExportFormat of(String name) {
        for (ExportFormat format : values()) {
            if (format.wireName.equalsIgnoreCase(name)) {
                return format;
            }
        }
        throw new InvalidInputException(
                "unknown_format",
                "There is no export format '" + name + "'; use one of " + String.join(", ", wireNames()) + ".");
    }
}
