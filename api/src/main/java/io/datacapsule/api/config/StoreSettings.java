package io.datacapsule.api.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
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

    private static final Variable.Text URI_OF_NEO4J = new Variable.Text(
            "NEO4J_URI",
            "embedded",
            "a URI such as neo4j://host:7687 or neo4j+s://host",
            "a Neo4j server or cluster instead of the embedded engine");
    private static final Variable.Word USERNAME =
            new Variable.Word("NEO4J_USERNAME", "neo4j", "a name", "account at that Neo4j");
    private static final Variable.Text PASSWORD =
            new Variable.Text("NEO4J_PASSWORD", "none", "a password", "password of that account");
    private static final Variable.Text DATABASE =
            new Variable.Text("NEO4J_DATABASE", "the account's home database", "a name", "database in that Neo4j");
    private static final Variable.Text URL = new Variable.Text(
            "DATABASE_URL",
            "embedded",
            "a URL such as postgresql://user:password@host:5432/dab, also as jdbc:postgresql:// and"
                    + " postgresql+asyncpg://",
            "a PostgreSQL instead of the embedded one");

    /** What these settings are read from. */
    static final List<Variable> VARIABLES = List.of(URI_OF_NEO4J, USERNAME, PASSWORD, DATABASE, URL);

    static StoreSettings of(Variables variables) {
        return new StoreSettings(
                variables.text(URI_OF_NEO4J).map(StoreSettings::uri),
                variables.word(USERNAME),
                variables.text(PASSWORD).orElse(""),
                variables.text(DATABASE),
                variables.text(URL));
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
        throw Variables.invalidSecret(URI_OF_NEO4J);
    }

    /** Without what could hold a secret. */
    @Override
    public String toString() {
        return "StoreSettings[neo4j=" + neo4jUri.map(URI::getHost).orElse("embedded") + ", postgresql="
                + (databaseUrl.isPresent() ? "by DATABASE_URL" : "embedded") + "]";
    }
}
