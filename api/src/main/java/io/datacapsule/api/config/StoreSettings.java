package io.datacapsule.api.config;

import io.datacapsule.model.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Databases to use instead of the embedded ones.
 *
 * @param neo4jUri      {@code NEO4J_URI}, such as {@code neo4j+s://example.databases.neo4j.io}
 * @param neo4jUsername {@code NEO4J_USERNAME}; default {@code neo4j}
 * @param neo4jPassword {@code NEO4J_PASSWORD}
 * @param neo4jDatabase {@code NEO4J_DATABASE}; the user's home database if absent
 * @param databaseUrl   {@code DATABASE_URL} of a PostgreSQL, as libpq, JDBC or SQLAlchemy spell it
 */
public record StoreSettings(
        Optional<URI> neo4jUri,
        String neo4jUsername,
        String neo4jPassword,
        Optional<String> neo4jDatabase,
        Optional<String> databaseUrl) {

    static StoreSettings of(Variables variables) {
        return new StoreSettings(
                variables.text("NEO4J_URI").map(StoreSettings::uri),
                variables.text("NEO4J_USERNAME").orElse("neo4j"),
                variables.text("NEO4J_PASSWORD").orElse(""),
                variables.text("NEO4J_DATABASE"),
                variables.text("DATABASE_URL"));
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null
                    && uri.getScheme().matches("(bolt|neo4j)(\\+s|\\+ssc)?")
                    && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        // the text is not quoted: it may hold a password
        throw new InvalidInputException(
                "invalid_setting",
                "NEO4J_URI is not understood; it takes a URI such as neo4j://host:7687 or neo4j+s://host.");
    }

    /** Without what could hold a secret. */
    @Override
    public String toString() {
        return "StoreSettings[neo4j=" + neo4jUri.map(URI::getHost).orElse("embedded") + ", postgresql="
                + (databaseUrl.isPresent() ? "by DATABASE_URL" : "embedded") + "]";
    }
}
